import { expect, test } from 'vitest'
import { textSigner } from '../../src/certificates/index.ts'
import {
  type ApprovalKind,
  ask,
  audit,
  changeStaff,
  checkTrail,
  decide,
  giveCode,
  insertInvite,
  officerKeys,
  passwords,
  type Role,
  saveUnit,
  sealSweep,
  sessionOf,
  signIn,
  takeInvite,
  totpToShow,
} from '../../src/organisers/index.ts'
import { systemClock as clock } from '../../src/platform/clock.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import { silentLog as log } from '../../src/platform/log.ts'
import { codeAt } from '../console/desk.ts'
import { SECRET } from '../support/known.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()

/** Hashes that are counted. */
async function gate() {
  const { db } = server()
  const cheap = passwords(4)
  const counted = { checks: 0 }
  const keys = await officerKeys(db, SECRET)
  const parts = { db, clock, ids, keys }
  const check = (password: string, kept: string | undefined) => {
    counted.checks++
    return cheap.check(password, kept)
  }
  return { ...parts, counted, passwords: { hash: cheap.hash, check } }
}

const unit = () =>
  saveUnit(server().db.prisma, ids, {
    key: 'quy',
    parentId: null,
    kind: 'fund',
    name: 'Quỹ',
    shortName: 'Quỹ',
    place: 'Sơn La',
    decision: null,
    hotline: null,
    refundDays: null,
    keptShare: null,
    invoices: false,
  })
const thu = { name: 'Thu', email: 'thu@quy.example', password: 'một câu dài dễ nhớ' }

test('a link that is opened in five places at once makes one officer', async () => {
  const parts = await gate()
  const link = await insertInvite(parts.db.prisma, ids, {
    post: { unit: await unit(), role: 'administrator' },
  })
  const answers = await Promise.all(Array.from({ length: 5 }, () => takeInvite(parts, link, thu, '')))
  expect(answers.filter(({ kind }) => kind === 'opened')).toHaveLength(1)
  expect(await parts.db.prisma.officer.count()).toBe(1)
})

test('sixty guesses at once reach ten checks at most', async () => {
  const parts = await gate()
  const guesses = Array.from({ length: 60 }, (_, n) =>
    signIn(
      parts,
      { email: thu.email, password: `guess ${n}` },
      { network: `n${n}`, mark: undefined, browser: '' },
    ),
  )
  const kinds = (await Promise.all(guesses)).map(({ kind }) => kind)
  expect(parts.counted.checks).toBe(7)
  expect(kinds.filter((kind) => kind === 'wait')).toHaveLength(53)
})

test('one code at once in two browsers lets one in', async () => {
  const parts = await gate()
  const { db } = parts
  await db.prisma.signInTry.deleteMany()
  const opened = async () => {
    const done = await signIn(parts, thu, { network: 'home', mark: undefined, browser: '' })
    return (await sessionOf(db.prisma, (done as { token: string }).token))!
  }
  const [one, two] = [await opened(), await opened()]
  const { secret } = await totpToShow(parts, one.officer)
  const code = codeAt(secret, clock.now())
  const kinds = (
    await Promise.all(
      [one, two, one].map((session) => giveCode(parts, session, code, { network: 'home', mark: undefined })),
    )
  ).map(({ kind }) => kind)
  expect(kinds.toSorted()).toEqual(['entered', 'wrong', 'wrong'])
})

test('what many write at once is one chain, and is sealed once', async () => {
  const { db } = server()
  const before = await db.prisma.audit.count()
  const entry = { actor: null, act: 'talk.read', object: 'handover/1' }
  await Promise.all(Array.from({ length: 40 }, () => db.transaction((tx) => audit(tx, entry, clock.now()))))
  const signer = textSigner(SECRET)
  const seal = sealSweep({ db, clock, signer, log })
  await Promise.all([seal(), seal(), seal()])
  const rows = BigInt(before + 40)
  expect(await checkTrail({ db, signer })).toEqual({ kind: 'whole', rows, sealed: rows })
  expect(await db.prisma.auditSeal.count()).toBe(1)
})

/** Somebody who has been here for two days. */
async function settled(role: Role, where: string): Promise<string> {
  const { db } = server()
  const id = ids.uuid()
  const ago = new Date(clock.now().getTime() - 48 * 3_600_000)
  const keys = await officerKeys(db, SECRET)
  const email = `${id}@quy.example`
  await db.prisma.officer.create({
    data: {
      id,
      emailHash: keys.digest('email', email),
      email: keys.seal(id, 'email', email),
      name: keys.seal(id, 'name', role),
      password: '',
      totpSince: ago,
      knownSince: ago,
    },
  })
  await db.prisma.officerRole.create({ data: { officerId: id, unitId: where, role, givenAt: ago } })
  return id
}

test('two who approve at once, and one who takes it back: one of them is first, and it is done once at most', async () => {
  const { db } = server()
  const where = await unit()
  const asker = await settled('administrator', where)
  const others = [await settled('treasurer', where), await settled('treasurer', where), asker]
  for (let round = 0; round < 5; round++) {
    let done = 0
    const slow: ApprovalKind = {
      act: 'officers.approve',
      async do(tx) {
        await tx.$executeRaw`SELECT pg_sleep(0.02)`
        done++
        return 'done'
      },
    }
    const facts = { kind: 'test', object: `unit/${where}`, facts: { round }, unit: where, by: asker }
    const asked = await Promise.all(
      [1, 2, 3].map(() => db.transaction((tx) => ask(tx, ids, facts, clock.now()))),
    )
    expect(asked.map(({ kind }) => kind).toSorted()).toEqual(['asked', 'open', 'open'])
    const { id } = asked[0]!
    const kinds = await Promise.all(
      others.map((by) => {
        const verdict = by === asker ? 'withdrawn' : 'approved'
        return db.transaction((tx) => decide(tx, { test: slow }, { id, verdict, by }, clock.now()))
      }),
    )
    const said = kinds.map(({ kind }) => kind).toSorted()
    expect(said.filter((kind) => kind === 'decided')).toHaveLength(2)
    expect(done).toBe(said.includes('approved') ? 1 : 0)
  }
})

test('two administrators who end each other at once do not both go', async () => {
  const { db } = server()
  const where = await unit()
  await db.prisma.officerRole.deleteMany()
  const one = await settled('administrator', where)
  const two = await settled('administrator', where)
  const ends = (by: string, officer: string) =>
    db.transaction((tx) => changeStaff(tx, ids, { what: 'end', officer }, by, clock.now()))
  const kinds = (await Promise.all([ends(one, two), ends(two, one)])).map(({ kind }) => kind)
  expect(kinds.toSorted()).toEqual(['done', 'refused'])
  expect(await db.prisma.officer.count({ where: { id: { in: [one, two] }, state: 'active' } })).toBe(1)
})
