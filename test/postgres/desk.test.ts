import { expect, test } from 'vitest'
import { textSigner } from '../../src/certificates/index.ts'
import {
  audit,
  checkTrail,
  giveCode,
  insertInvite,
  officerKeys,
  passwords,
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
    await Promise.all([one, two, one].map((session) => giveCode(parts, session, code, 'home')))
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
