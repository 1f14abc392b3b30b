import { loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  BANNER,
  bannerOf,
  MOTIFS,
  motifOf,
  pictureOf,
  SHARED,
  sharedPicture,
} from '../../src/campaigns/index.ts'
import { studio } from '../../src/platform/paper/studio.ts'
import { type World, world } from '../support/world.ts'

describe('the picture of an occasion', () => {
  test('each has its own, as large as a link shows it, light enough for a phone, and drawn once', async () => {
    const rooms = studio()
    const drawn = new Set<string>()
    for (const motif of MOTIFS) {
      const png = (await pictureOf(rooms, `picture/${motif}.png`))!
      expect(await loadImage(png)).toMatchObject(SHARED)
      expect(png.length).toBeLessThan(90_000)
      drawn.add(png.toString('base64'))
      expect(await pictureOf(rooms, `picture/${motif}.png`)).toBe(png)
      const webp = await bannerOf(rooms, motif)
      expect(await loadImage(webp)).toMatchObject(BANNER)
      expect(webp.length).toBeLessThan(25_000)
    }
    expect(drawn.size).toBe(MOTIFS.length)
  })

  test('an occasion that the fund made itself has the picture of all others, and no other key is a picture', async () => {
    expect(motifOf('tet')).toBe('tet')
    expect(motifOf('flood')).toBe('generic')
    for (const key of ['picture/flood.png', 'picture/tet.pdf', 'receipt/tet.png', 'picture/../tet.png'])
      expect(await pictureOf(studio(), key)).toBeUndefined()
  })

  test('a shared link names its campaign, however long the title', async () => {
    const rooms = studio()
    const title = 'Tháng hành động vì trẻ em năm 2027 – Chung tay vì bữa trưa ấm nóng'
    const one = await sharedPicture(rooms, 'tet', { title, below: 'Quỹ' })
    expect(await loadImage(one)).toMatchObject(SHARED)
    expect(await sharedPicture(rooms, 'tet', { title: 'Tết ấm', below: 'Quỹ' })).not.toEqual(one)
    expect(await sharedPicture(rooms, 'tet', { title, below: 'Quỹ', demo: 'Bản thử' })).not.toEqual(one)
  })
})

describe('where it is shown', () => {
  let w: World
  beforeAll(async () => {
    w = await world()
  })
  afterAll(() => w.close())
  const get = (path: string) => w.service.web.request(path)

  test('the greeting has it once, over its own words and buttons', async () => {
    const lan = w.person('Lan')
    const [hello, ...more] = await lan.says('chào')
    expect(more).toEqual([])
    expect(hello).toMatchObject({ media: [{ kind: 'image', name: 'Tết ấm 2027.png' }] })
    expect(hello!.text).toMatch(/Tết đang về từng nhà/)
    expect(hello!.choices.length).toBeGreaterThan(1)
    const file = await get(hello!.media[0]!.url)
    expect(file.headers.get('content-type')).toBe('image/png')
    expect(await loadImage(Buffer.from(await file.arrayBuffer()))).toMatchObject(SHARED)
    const next = await lan.presses('Góp quà Tết')
    expect(next.flatMap(({ media }) => media)).toEqual([])
  })

  test('a shared page names its picture by its whole address, and it is there', async () => {
    for (const [path, picture] of [
      ['/', '/picture.png'],
      ['/campaigns/tet-2027', '/campaigns/tet-2027/picture.png'],
      ['/needs', '/picture.png'],
    ] as const) {
      const html = await (await get(path)).text()
      expect(html).toContain(`<meta property="og:image" content="http://chungtay.test${picture}"/>`)
      expect(html).toContain(`<meta property="og:url" content="http://chungtay.test${path}"/>`)
      const sent = await get(picture)
      expect([sent.status, sent.headers.get('content-type')]).toEqual([200, 'image/png'])
      expect(sent.headers.get('cache-control')).toBe('public, max-age=86400')
    }
    expect(await (await get('/campaigns/tet-2027')).text()).toContain('src="/pictures/tet.webp"')
    expect((await get('/pictures/tet.webp')).headers.get('content-type')).toBe('image/webp')
  })

  test('what is no campaign and no occasion has none, nor has the page of somebody’s own paper', async () => {
    for (const path of ['/pictures/flood.webp', '/pictures/tet.png', '/campaigns/nothing/picture.png'])
      expect((await get(path)).status).toBe(404)
    expect(await (await get('/check')).text()).not.toContain('og:image')
  })
})
