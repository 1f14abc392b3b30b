import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erase } from '../../src/app/erasing.ts'
import { openGiving } from '../../src/app/giving.ts'
import { type Papers, paper } from '../../src/certificates/papers.ts'
import { readConfig } from '../../src/config.ts'
import { diskFiles } from '../../src/platform/files.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { studio } from '../../src/platform/paper/studio.ts'
import { SEALED } from '../../src/platform/person-key.ts'
import type { Tx } from '../../src/platform/tx.ts'
import type { Ground } from '../../src/running/start.ts'
import { KEYS } from '../support/known.ts'
import { usePostgres } from '../support/postgres.ts'
import { type World, world } from '../support/world.ts'

/** An erasure, or a repeat, at every place of a drawing that is under way. */
const server = usePostgres()
const folder = mkdtempSync(join(tmpdir(), 'ct-papers-'))
let it: World
beforeAll(async () => {
  it = await world({ db: server().db, files: diskFiles(folder) })
})
afterAll(async () => {
  await it.service.stop(5_000)
  rmSync(folder, { recursive: true, force: true })
})

interface Given {
  readonly contact: string
  /** By the key of each paper, its row's newest drawings. */
  readonly papers: readonly string[]
}

/** Somebody with a receipt and a certificate, in their name or nobody’s, neither of them drawn. */
async function gives(name: string | null): Promise<Given> {
  const lan = it.person('Lan')
  await lan.says('/start')
  await lan.presses('Góp quà Tết')
  await lan.presses(/^1 suất/)
  await lan.presses('Lấy mã chuyển khoản')
  const code = lan.heard.findLast(({ text }) => /^TLV\w{7}$/.test(text))!.text
  const { contactId: contact } = await it.db.prisma.pledge.findFirstOrThrow({ where: { code } })
  const key = (await KEYS.of(it.db.prisma, contact))!
  // Known before the money comes, so that the receipt has it too.
  const paperName = name === null ? null : Uint8Array.from(key.seal('name', name))
  await it.db.prisma.contact.update({ where: { id: contact }, data: { paperName } })
  await it.bank.credits(300_000n, code)
  await lan.hears(/Biên nhận số/)
  await lan.presses('Lấy giấy ghi nhận')
  if (name === null) await lan.presses('Không ghi tên')
  else await lan.says(name)
  if (lan.heard.at(-1)!.choices.some(({ label }) => label === 'Đúng rồi')) await lan.presses('Đúng rồi')
  const said = await lan.hears(/Giấy ghi nhận số/, 20_000)
  const [, publicId] = /\/c\/([0-9A-Z]{26})/.exec(said.text)!
  const hers = { where: { donation: { contactId: contact } } }
  await expect.poll(async () => (await it.db.prisma.receipt.findFirst(hers))?.png).toBeTruthy()
  const { id, donorName } = await it.db.prisma.receipt.findFirstOrThrow(hers)
  const { name: certified } = await it.db.prisma.certificate.findFirstOrThrow(hers)
  expect([donorName !== null, certified !== null]).toEqual([name !== null, name !== null])
  await undrawn()
  return { contact, papers: [`receipt/${id}.pdf`, `certificate/${publicId}.pdf`] }
}

async function erases(contact: string): Promise<void> {
  const ground = { ...it, config: readConfig({}) } as unknown as Ground
  const giving = await openGiving({ ...ground, ids, site: 'http://chungtay.test', queue: undefined })
  const parts = { giving, clock: it.clock }
  const gone = await it.db.transaction((tx, hot) => erase(parts, tx, hot, contact))
  for (const key of gone) await it.files.remove(key)
}

/** Where a drawing goes on only after somebody was erased. */
type Place = 'before a key is read' | 'after a key was read' | 'while it is drawn' | 'once it is written'

function drawingOf({ contact }: Given, place: Place): Papers {
  let done: Promise<void> | undefined
  const now = () => {
    done ??= erases(contact)
    return done
  }
  const plain = { db: it.db, keys: KEYS, files: it.files, studio: studio() }
  switch (place) {
    case 'before a key is read':
    case 'after a key was read': {
      const of: typeof KEYS.of = async (tx, one) => {
        if (place === 'before a key is read') await now()
        const key = await KEYS.of(tx, one)
        await now()
        return key
      }
      return { ...plain, keys: { ...KEYS, of } }
    }
    case 'while it is drawn': {
      const { draw, remember } = plain.studio
      return {
        ...plain,
        studio: { remember, draw: (key, work) => draw(key, () => now().then(work)) },
      }
    }
    case 'once it is written': {
      const put: typeof it.files.put = async (bytes, about) => {
        const key = await it.files.put(bytes, about)
        await now()
        return key
      }
      return { ...plain, files: { ...it.files, put } }
    }
    default:
      return place satisfies never
  }
}

/**
 * Nothing is drawn. The service may begin anew at any moment, as it does with receipts: what it writes down between our look and our
 * change would be a file that no row names, so the rows are held; and whoever holds one to write it is waited for, or each would wait
 * for the other.
 */
async function undrawn(): Promise<void> {
  const files = await it.db.transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE receipt, certificate IN EXCLUSIVE MODE`
    const drawn = await named(tx)
    await tx.receipt.updateMany({ data: { png: null, pdf: null } })
    await tx.certificate.updateMany({ data: { png: null, pdf: null } })
    return drawn
  })
  for (const file of files) await it.files.remove(file)
}

/** Every file is one that a row names, sealed or not. */
const noneAstray = () =>
  expect
    .poll(async () => ({ files: readdirSync(folder).toSorted(), named: (await named()).toSorted() }))
    .toSatisfy(({ files, named }) => files.length > 0 && files.join() === named.join())

/** All drawings that rows name, by their files. */
async function named(tx: Tx = it.db.prisma): Promise<string[]> {
  const rows = [...(await tx.receipt.findMany()), ...(await tx.certificate.findMany())]
  return rows.flatMap(({ png, pdf }) => [png, pdf]).filter((key) => key !== null)
}

const PLACES: readonly Place[] = [
  'before a key is read',
  'after a key was read',
  'while it is drawn',
  'once it is written',
]

test.each(PLACES.flatMap((place) => [0, 1].map((which) => [place, which] as const)))(
  'erased %s, a paper names nobody, and no file is left that named them (%i)',
  async (place, which) => {
    const given = await gives('Họa Mi Vàng')
    const key = given.papers[which]!
    // Whatever came of the one that was under way.
    const first = await paper(drawingOf(given, place), key)
    expect(await it.db.prisma.contact.findUniqueOrThrow({ where: { id: given.contact } })).toMatchObject({
      state: 'erased',
    })
    await noneAstray()
    // What is kept is what anybody draws who knows no name.
    const kept = await paper({ db: it.db, keys: KEYS, files: it.files, studio: studio() }, key)
    await undrawn()
    const anew = await paper({ db: it.db, keys: KEYS, files: it.files, studio: studio() }, key)
    expect(anew!.equals(kept!)).toBe(true)
    if (first) expect(anew!.equals(first)).toBe(true)
  },
)

test.each(PLACES.flatMap((place) => [0, 1].map((which) => [place, which] as const)))(
  'whom nobody named is erased %s: no drawing is kept under a key that is no more (%i)',
  async (place, which) => {
    const given = await gives(null)
    const key = given.papers[which]!
    const first = await paper(drawingOf(given, place), key)
    await noneAstray()
    const hers = { where: { donation: { contactId: given.contact } } }
    const receipt = await it.db.prisma.receipt.findFirstOrThrow(hers)
    const certificate = await it.db.prisma.certificate.findFirstOrThrow(hers)
    const files = [receipt, certificate].flatMap(({ png, pdf }) => [png, pdf]).filter((file) => file !== null)
    for (const file of files) expect(readFileSync(join(folder, file))[0]).not.toBe(SEALED)
    const kept = await paper({ db: it.db, keys: KEYS, files: it.files, studio: studio() }, key)
    if (first) expect(kept!.equals(first)).toBe(true)
    await noneAstray()
  },
)

test('two who draw one paper at once keep one drawing of it, sealed', async () => {
  const given = await gives('Sơn Ca Xanh')
  for (const key of given.papers) {
    const both = await Promise.all(
      [0, 1].map(() => paper({ db: it.db, keys: KEYS, files: it.files, studio: studio() }, key)),
    )
    expect(both[0]!.equals(both[1]!)).toBe(true)
  }
  await noneAstray()
  const hers = await it.db.prisma.certificate.findFirstOrThrow({
    where: { donation: { contactId: given.contact } },
  })
  for (const file of [hers.png, hers.pdf]) expect(readFileSync(join(folder, file!))[0]).toBe(SEALED)
})
