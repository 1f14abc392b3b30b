import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stopChange } from '../../src/campaigns/account-change-store.ts'
import { textSigner } from '../../src/certificates/index.ts'
import { backup, restore } from '../../src/commands/backup.ts'
import { erased } from '../../src/commands/erased.ts'
import { readConfig } from '../../src/config.ts'
import { checkTrail, endOfficer, endSessions, insertInvite } from '../../src/organisers/index.ts'
import { withdrawConsent } from '../../src/people/consent-store.ts'
import { refusedSince } from '../../src/people/index.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import type { Ground } from '../../src/running/start.ts'
import { browser, officer } from '../console/desk.ts'
import { knownAs, SECRET } from '../support/known.ts'
import { type TemporaryDatabase, temporaryDatabase } from '../support/postgres.ts'
import { type World, world } from '../support/world.ts'

test('a restored backup revives nothing that was stopped, ended or refused after it', async (context) => {
  const [from, to] = [await temporaryDatabase(6), await temporaryDatabase(6)]
  if (typeof from === 'string' || typeof to === 'string') return context.skip(String(from))
  const folder = mkdtempSync(join(tmpdir(), 'ct-restored-'))
  const configOf = ({ url }: TemporaryDatabase, name: string) =>
    readConfig({ DATA_DIR: join(folder, name), DATABASE_URL: url, SECRET_KEY: 'e'.repeat(44) })
  const groundOf = (w: World) => ({ ...w, config: readConfig({}) }) as unknown as Ground
  const worlds: World[] = []
  try {
    const w = await world({ db: from.db, env: { TRUSTED_PROXIES: '1' } })
    worlds.push(w)
    const [thu, minh] = [await officer(w, 'administrator'), await officer(w, 'treasurer')]
    const lan = w.person('Lan')
    await lan.says('/start')
    const her = await knownAs(w.db, 'web-chat', 'main', lan.secret)
    const {
      unitId,
      accountId,
      id: campaignId,
    } = await w.db.prisma.campaign.findFirstOrThrow({
      where: { eventKind: 'tet' },
    })
    const [account, approvalId, change, now] = [ids.uuid(), ids.uuid(), ids.uuid(), w.clock.now()]
    const bidv = { bin: '970418', bankName: 'BIDV', number: '999000111', holder: 'QUY BAN THU' }
    await w.db.prisma.bankAccount.create({ data: { id: account, unitId, ...bidv } })
    await w.db.prisma.approval.create({
      data: {
        id: approvalId,
        kind: 'campaign.account',
        object: `campaign/${campaignId}`,
        facts: {},
        unitId,
        askedBy: minh.id,
        askedAt: now,
        endsAt: new Date(now.getTime() + 7 * 86_400_000),
        state: 'approved',
        decidedBy: thu.id,
        decidedAt: now,
      },
    })
    const waits = {
      approvalId,
      unitId,
      campaignId,
      fromAccount: accountId,
      toAccount: account,
      approvedAt: now,
    }
    await w.db.prisma.accountChange.create({
      data: { id: change, ...waits, effectiveAt: new Date(now.getTime() + 86_400_000) },
    })
    const link = await insertInvite(w.db.prisma, ids, { officer: minh.id })
    await backup(configOf(from, 'from'), join(folder, 'kept'), process.env.PATH!)

    // What happened after it: the change was stopped, Minh is out, and Lan wants no word of her gifts.
    await w.db.transaction((tx) => stopChange(tx, { id: change, by: thu.id, units: [unitId] }, now))
    await w.db.transaction((tx) => endOfficer(tx, minh.id))
    await w.db.transaction((tx) => endSessions(tx, minh.id))
    await w.db.transaction((tx) =>
      withdrawConsent(tx, ids, her.contact, {
        purposes: ['my_gifts', 'reminders'],
        way: 'typed',
        at: now,
        address: her.address,
      }),
    )
    const list = await erased(groundOf(w), ids, [])
    expect(list).toContain(`officer ${minh.id}`)
    expect(list.filter((line) => line.startsWith(`refused ${her.contact} `))).toHaveLength(2)

    await to.db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    const said = (await restore(configOf(to, 'to'), join(folder, 'kept'), process.env.PATH!)).join('\n')
    expect(said).toMatch(/1 changes of bank accounts that waited .*2 sessions and 1 links of officers/)
    expect(said).toMatch(/compare the officers at the desk with the list/)
    const back = await world({ db: to.db, seed: false, env: { TRUSTED_PROXIES: '1' } })
    worlds.push(back)
    const { state } = await back.db.prisma.accountChange.findUniqueOrThrow({ where: { id: change } })
    expect(state).toBe('stopped')
    expect((await back.db.prisma.campaign.findUniqueOrThrow({ where: { id: campaignId } })).accountId).toBe(
      accountId,
    )
    // Cookies and links of before open nothing.
    const old = browser(back)
    for (const [name, value] of thu.at.cookies) old.cookies.set(name, value)
    expect((await old.get('/console')).to).toContain('/console/sign-in')
    expect((await browser(back).get(`/console/invite/${link}`)).text).not.toContain('name="password"')

    // The list is played to it.
    writeFileSync(join(folder, 'list.txt'), list.join('\n'))
    expect(await erased(groundOf(back), ids, ['again', join(folder, 'list.txt')])).toEqual([
      '0 of 0 were here again, and are erased.',
      '2 of 2 refusals were not known here, and hold.',
      '1 of 1 officers were here again, and are ended.',
    ])
    expect(await refusedSince(back.db.prisma, her.contact, 'my_gifts')).toEqual(now)
    expect((await back.db.prisma.officer.findUniqueOrThrow({ where: { id: minh.id } })).state).toBe('ended')
    const twice = await erased(groundOf(back), ids, ['again', join(folder, 'list.txt')])
    expect(twice.slice(1)).toEqual([
      '0 of 2 refusals were not known here, and hold.',
      '0 of 1 officers were here again, and are ended.',
    ])
    expect(await erased(groundOf(back), ids, [])).toEqual(list)
    const trail = await checkTrail({ db: back.db, signer: textSigner(SECRET) })
    expect(trail.kind).toBe('whole')

    // The desk says so until somebody has compared.
    const hoa = await officer(back, 'administrator')
    expect((await hoa.at.get('/console')).text).toContain('được đưa về từ bản sao lưu')
    expect((await hoa.at.post('/console/officers/compared')).status).toBe(303)
    expect((await hoa.at.get('/console')).text).not.toContain('được đưa về từ bản sao lưu')
    expect(await back.db.prisma.audit.count({ where: { act: 'officer.compared', actor: hoa.id } })).toBe(1)
  } finally {
    for (const one of worlds) await one.service.stop(2_000)
    await Promise.all([from.drop(), to.drop()])
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
