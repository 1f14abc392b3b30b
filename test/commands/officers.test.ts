import { afterAll, beforeAll, expect, test } from 'vitest'
import { officers } from '../../src/commands/officers.ts'
import { readConfig } from '../../src/config.ts'
import { randomIds as ids } from '../../src/platform/ids.ts'
import type { Ground } from '../../src/running/start.ts'
import { browser, officer } from '../console/desk.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
})
afterAll(() => w.close())

const office = (...args: string[]) =>
  officers({ db: w.db, secret: w.secret, config: readConfig({}) } as Ground, ids, args)
const path = (lines: string[]) => new URL(lines[0]!).pathname

test('chị Thu is invited by command, forgets her password, gets a link, and leaves', async () => {
  expect((await office())[0]).toBe('There is no officer yet.')
  await expect(office('invite', 'boss')).rejects.toThrow(/no role "boss"[\s\S]*roles: administrator/)
  await expect(office('invite', 'auditor', 'nowhere')).rejects.toThrow(/no unit "nowhere"/)
  const open = await office()
  expect(open.join('\n')).not.toContain('open link')
  const invited = browser(w)
  const answer = { name: 'Hoa', email: 'hoa@quy.example', password: 'một câu dài dễ nhớ' }
  expect((await invited.post(path(await office('invite', 'auditor')), answer)).to).toBe('/console/code')

  const thu = await officer(w, 'coordinator')
  expect(await office()).toContainEqual(expect.stringMatching(new RegExp(`^${thu.email} .*coordinator$`)))
  const link = path(await office('reset', thu.email.toUpperCase()))
  const at = browser(w)
  const listed = (await office()).filter((line) => line.startsWith('open link: '))
  expect(listed).toEqual([
    expect.stringMatching(
      new RegExp(`^open link: new password, ${thu.email}  until \\d\\d:\\d\\d .*  by a command$`),
    ),
  ])
  expect((await at.get(link)).text).toContain(thu.email)
  // Until it is used, what she has is good.
  expect((await thu.at.get('/console')).status).toBe(200)
  expect((await at.post(link, { password: 'câu mới, dài và dễ nhớ' })).to).toBe('/console/code')
  expect((await thu.at.get('/console')).to).toBe('/console/sign-in')
  expect((await at.get('/console/code')).text).toContain('Thêm bước thứ hai')
  const old = await browser(w).post('/console/sign-in', { email: thu.email, password: thu.password })
  expect(old.status).toBe(401)

  const minh = await officer(w, 'treasurer')
  await office('end', minh.email)
  expect((await minh.at.get('/console')).to).toBe('/console/sign-in')
  const gone = await browser(w).post('/console/sign-in', { email: minh.email, password: minh.password })
  expect(gone.status).toBe(401)
  await expect(office('reset', minh.email)).rejects.toThrow(/no officer has this address/)
  const told = await w.db.prisma.audit.findMany({ where: { actor: null }, orderBy: { n: 'asc' } })
  expect(told.map(({ act }) => act)).toEqual(['officer.invited', 'officer.reset_link', 'officer.ended'])
})
