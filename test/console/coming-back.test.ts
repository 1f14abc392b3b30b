import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'
import { browser, officer } from './desk.ts'

/** Whoever has to sign in on the way comes back to where they were. */
let w: World
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
}, 120_000)
afterAll(() => w.close())

test('a session that ended elsewhere: whoever signs in again is back on their page, and hears that nothing was sent', async () => {
  const mai = await officer(w, 'administrator')
  const binh = w.person('Bình')
  await binh.says('gặp người')
  const { id } = await w.db.prisma.handover.findFirstOrThrow({ orderBy: { openedAt: 'desc' } })
  const page = `/console/talks/${id}`
  await mai.at.get(page)
  await w.db.prisma.officerSession.deleteMany({ where: { officerId: mai.id } })
  const sent = await mai.at.post(`${page}/answer`, { answer: 'Quỹ đang xem nhé.' })
  expect(sent.to).toBe(`/console/sign-in?${new URLSearchParams({ to: page, unsent: '1' })}`)
  const signIn = await mai.at.get(sent.to!)
  expect(signIn.text).toContain('chưa được gửi')
  expect(signIn.text).toContain(`name="way" value="${page}"`)
  // An answer is personal: it lies in no page of whoever is not signed in.
  expect(signIn.text).not.toContain('Quỹ đang xem')

  const again = async (way: string) => {
    w.clock.advance({ minutes: 1 })
    const half = await mai.at.post('/console/sign-in', { email: mai.email, password: mai.password, way })
    const code = await mai.at.get(half.to!)
    const kept = /name="way" value="([^"]+)"/.exec(code.text)?.[1] ?? ''
    return (await mai.at.post('/console/code', { code: mai.code(), way: kept })).to
  }
  expect(await again(page)).toBe(page)
  // An alarm's link, opened signed out, leads to its talk.
  const link = await browser(w).get(page)
  expect(link.to).toBe(`/console/sign-in?${new URLSearchParams({ to: page })}`)
  expect((await browser(w).get(link.to!)).text).not.toContain('chưa được gửi')
  // Nowhere else, whoever made the address.
  for (const way of [
    'https://evil.example/',
    '//evil.example',
    '/console/../x',
    '/c/1',
    '/console/sign-out',
    '/console/alarm',
  ])
    expect(await again(way), way).toBe('/console')
  for (const way of ['https://evil.example/', '//evil.example/console/talks/x', '/console/talks/x?y=z'])
    expect((await browser(w).get(`/console/sign-in?${new URLSearchParams({ to: way })}`)).text).not.toContain(
      'name="way"',
    )
})

test('a fault at the desk has the way back to it', async () => {
  const lost = await browser(w).get('/console/nowhere/at/all')
  expect(lost.status).toBe(404)
  expect(lost.text).toMatch(/href="\/console">Về việc cần làm/)
})
