import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type World, world } from '../support/world.ts'
import { officer, type Page, type Someone } from './desk.ts'

/** Forms of the desk: sent twice they do once, and two who have one open do not undo each other's words. */

let w: World
let thu: Someone
let minh: Someone
let tet: { id: string }
let unit: string
beforeAll(async () => {
  w = await world({ env: { TRUSTED_PROXIES: '1' } })
  thu = await officer(w, 'administrator')
  minh = await officer(w, 'campaign_manager')
  tet = await w.db.prisma.campaign.findFirstOrThrow()
  unit = (await w.db.prisma.unit.findFirstOrThrow({ where: { parentId: null } })).id
}, 240_000)
afterAll(() => w.close())
beforeEach(() => w.db.script("update officer_session set proven_at = now() + interval '1 hour'"))

const coat = {
  commune: '',
  package: 'warm-clothes',
  mode: 'exclusive',
  what: 'áo ấm cho trẻ 6–10 tuổi',
  unit: 'áo',
  price: '180.000',
  cap: '40',
  deadline: '',
  rank: '10',
  shows: '',
}
/** The form of a page that is sent there, as a browser sends it untouched. */
function formOf({ text }: Page, action: string): Record<string, string> {
  const form = text
    .split('<form ')
    .find((one) => one.includes(`action="${action}"`))!
    .split('</form>')[0]!
  const plain = (value: string) =>
    value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
  const fields: Record<string, string> = {}
  for (const [, tag] of form.matchAll(/<input ([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(tag!)?.[1]
    if (name && (!tag!.includes('type="checkbox"') || /\bchecked/.test(tag!)))
      fields[name] = plain(/value="([^"]*)"/.exec(tag!)?.[1] ?? '')
  }
  for (const [, name, value] of form.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</g))
    fields[name!] = plain(value!).replaceAll('\n', '\r\n')
  for (const [, name, list] of form.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    fields[name!] =
      /<option [^>]*value="([^"]*)"[^>]* selected/.exec(list!)?.[1] ?? /value="([^"]*)"/.exec(list!)![1]!
  return fields
}
const sends = ({ at }: Someone, page: Page, action: string, more: Record<string, string> = {}) =>
  at.post(action, { ...formOf(page, action), ...more })

test('a need that shows is saved where another shows already, new or changed', async () => {
  const add = `/console/campaigns/${tet.id}/needs/new`
  const page = await thu.at.get(add)
  expect((await sends(thu, page, add, { ...coat, shows: 'yes' })).to).toContain('said=saved')
  const showing = { campaignId: tet.id, shows: true }
  expect(await w.db.prisma.need.findMany({ where: showing })).toMatchObject([{ what: coat.what }])
  const books = { ...coat, package: 'books', what: 'bộ sách giáo khoa', unit: 'bộ' }
  await sends(thu, await thu.at.get(add), add, books)
  const { id } = await w.db.prisma.need.findFirstOrThrow({ where: { what: 'bộ sách giáo khoa' } })
  const edit = `/console/needs/${id}/edit`
  expect((await sends(thu, await thu.at.get(edit), edit, { shows: 'yes' })).to).toContain('said=saved')
  expect(await w.db.prisma.need.findMany({ where: showing })).toMatchObject([{ id }])
})

test('a form that is sent twice does what it does once, and leads where it led', async () => {
  const add = `/console/campaigns/${tet.id}/needs/new`
  const page = await thu.at.get(add)
  const needs = await w.db.prisma.need.count()
  const at = { ...coat, package: 'meals' }
  const both = await Promise.all([1, 2, 3].map(() => sends(thu, page, add, at)))
  expect(both.map(({ status, to }) => [status, to])).toEqual(Array(3).fill([303, both[0]!.to]))
  expect((await sends(thu, page, add, at)).to).toBe(both[0]!.to)
  expect(await w.db.prisma.need.count()).toBe(needs + 1)
  // What was refused may be sent again by the page that came back, or by the one before.
  const next = await thu.at.get(add)
  const refused = await sends(thu, next, add, { ...at, cap: '0' })
  expect(refused.status).toBe(422)
  expect((await sends(thu, refused, add, { cap: '5' })).to).toContain('said=saved')
  expect((await sends(thu, next, add, at)).to).toContain('said=saved')
  expect(await w.db.prisma.need.count()).toBe(needs + 3)

  const answers = '/console/answers'
  const list = await thu.at.get(answers)
  const ready = { unit, title: 'Giờ làm việc', text: 'Quỹ trả lời từ 8 giờ.' }
  await Promise.all([1, 2].map(() => sends(thu, list, answers, ready)))
  expect(await w.db.prisma.readyAnswer.count({ where: { title: ready.title } })).toBe(1)

  // A link is shown once: the second press makes no second one, and says how to come to another.
  const invite = '/console/officers/invite'
  const officers = await thu.at.get('/console/officers')
  const links = [1, 2].map(() => sends(thu, officers, invite, { role: 'coordinator', unit }))
  const shown = (await Promise.all(links)).toSorted((a, b) => a.status - b.status)
  expect(shown.map(({ status }) => status)).toEqual([201, 409])
  expect(shown[1]!.text).toContain('Việc này đã được làm ở lần bấm trước')
  expect(await w.db.prisma.officerInvite.count({ where: { usedAt: null } })).toBe(1)

  const lan = w.person('Lan')
  await lan.says('gặp người thật')
  const { id } = await w.db.prisma.handover.findFirstOrThrow({ orderBy: { openedAt: 'desc' } })
  const note = `/console/talks/${id}/note`
  const talk = await thu.at.get(`/console/talks/${id}`)
  await Promise.all([1, 2].map(() => sends(thu, talk, note, { note: 'Đã gọi.' })))
  expect(await w.db.prisma.talkNote.count()).toBe(1)
}, 60_000)

test('a form that nobody knows the end of is not sent again blindly', async () => {
  const add = `/console/campaigns/${tet.id}/needs/new`
  const page = await thu.at.get(add)
  const { once } = formOf(page, add)
  await w.db.prisma.deskForm.create({ data: { id: once!, officerId: thu.id } })
  const needs = await w.db.prisma.need.count()
  const said = await sends(thu, page, add, coat)
  expect([said.status, said.text]).toEqual([409, expect.stringContaining('chưa rõ đã xong chưa')])
  expect(await w.db.prisma.need.count()).toBe(needs)
}, 60_000)

test('two who edit a campaign at once do not undo each other: the later one sees what the earlier changed', async () => {
  const edit = `/console/campaigns/${tet.id}/edit`
  const [hers, his] = [await thu.at.get(edit), await minh.at.get(edit)]
  expect((await sends(thu, hers, edit, { title: 'Tết ấm của Thu', most: '3.000.000' })).to).toContain(
    'said=saved',
  )
  const theirs = { purpose: 'Mục đích của Minh.', title: 'Tết của Minh' }
  const told = await sends(minh, his, edit, theirs)
  expect([told.status, told.text]).toEqual([422, expect.stringContaining('chưa lưu gì')])
  // What he typed is kept; what he did not touch is as it is now; both say so beside the field.
  const form = formOf(told, edit)
  expect(form).toMatchObject({ ...theirs, most: '3.000.000' })
  expect(told.text).toMatch(/id="title-news"[^>]*>Người khác vừa đổi thành: Tết ấm của Thu</)
  expect(told.text).toMatch(/id="most-news"[^>]*>Người khác vừa đổi mục này\.</)
  expect(told.text).not.toContain('id="purpose-news"')
  expect(await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: tet.id } })).toMatchObject({
    title: 'Tết ấm của Thu',
    mostUnpaid: 3_000_000n,
  })
  expect((await sends(minh, told, edit)).to).toContain('said=saved')
  expect(await w.db.prisma.campaign.findUniqueOrThrow({ where: { id: tet.id } })).toMatchObject({
    title: 'Tết của Minh',
    purpose: 'Mục đích của Minh.',
    mostUnpaid: 3_000_000n,
  })
})

test('nor do two who edit a need', async () => {
  const need = await w.db.prisma.need.findFirstOrThrow({ where: { campaignId: tet.id, mode: 'exclusive' } })
  const edit = `/console/needs/${need.id}/edit`
  const [hers, his] = [await thu.at.get(edit), await minh.at.get(edit)]
  expect((await sends(thu, hers, edit, { price: '350.000' })).to).toContain('said=saved')
  const told = await sends(minh, his, edit, { rank: '77' })
  expect(told.status).toBe(422)
  expect(told.text).toMatch(/id="price-news"[^>]*>Người khác vừa đổi mục này\.</)
  expect((await sends(minh, told, edit)).to).toContain('said=saved')
  expect(await w.db.prisma.need.findUniqueOrThrow({ where: { id: need.id } })).toMatchObject({
    unitPrice: 350_000n,
    rank: 77,
  })
  // Who sends no form of ours changes nothing.
  const bare = { ...formOf(told, edit), once: '', was: '', rank: '5' }
  expect((await minh.at.post(edit, bare)).status).toBe(422)
})

test('what one part costs is written at a need that many pay together, and is no more than all of it', async () => {
  const need = await w.db.prisma.need.findFirstOrThrow({ where: { campaignId: tet.id, mode: 'pooled' } })
  const edit = `/console/needs/${need.id}/edit`
  const kept = () => w.db.prisma.need.findUniqueOrThrow({ where: { id: need.id } })
  const form = await thu.at.get(edit)
  expect(form.text).toContain('Một phần khoảng bao nhiêu (đ)')
  expect((await sends(thu, form, edit, { price: '250k' })).to).toContain('said=saved')
  expect(await kept()).toMatchObject({ portion: 250_000n, unitPrice: 1n, mode: 'pooled' })
  const much = await sends(thu, await thu.at.get(edit), edit, { price: '90 triệu' })
  expect(much.status).toBe(422)
  expect(await kept()).toMatchObject({ portion: 250_000n })
  expect((await sends(thu, await thu.at.get(edit), edit, { price: '' })).to).toContain('said=saved')
  expect(await kept()).toMatchObject({ portion: null })
})
