// npm run pictures: makes docs/pictures anew, as a phone shows things, from a demo world of its own. Needs Chromium (CT_CHROMIUM,
// else /usr/bin/chromium) and no network.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type Motif, type Occasion, type PosterFacts, paintPoster } from '../src/campaigns/index.ts'
import { type CertificateFacts, paintCertificate } from '../src/certificates/certificate.ts'
import { type Deed, goodsDeed, ridesDeed, schoolsDeed } from '../src/certificates/deeds.ts'
import { paintReceipt } from '../src/certificates/receipt-paper.ts'
import { randomIds } from '../src/platform/ids.ts'
import { silentLog } from '../src/platform/log.ts'
import { A4_LANDSCAPE, A5_PORTRAIT, type Format, type Paint, picture } from '../src/platform/paper/paper.ts'
import { asDay } from '../src/platform/vietnamese/index.ts'
import { listen } from '../src/web/server.ts'
import { certificate, receipt } from '../test/certificates/people.ts'
import { type World, world } from '../test/support/world.ts'

const FOLDER = 'docs/pictures'
const MOST_BYTES = 1_500_000
const QUALITY = 76
const PHONE = { width: 390, height: 844 }
/** Pixels of a picture's width: a phone's, twice as fine. */
const WIDTH = 780
const DAY_MS = 86_400_000

/** Campaigns of the other occasions, beside the demo's own for Tết. */
const OTHERS: Readonly<
  Record<Exclude<Occasion, 'tet'>, readonly [title: string, what: string, price: bigint]>
> = {
  'children-month': ['Tháng Sáu vì trẻ em 2027', 'tủ sách và đồ chơi ngoài trời', 250_000n],
  'new-school-year': ['Khai giảng 2027', 'cặp, vở và áo trắng', 220_000n],
  'mid-autumn': ['Trung thu 2027', 'đèn ông sao, bánh và sữa', 200_000n],
  winter: ['Đồ ấm mùa đông 2026', 'áo ấm, mũ và tất', 180_000n],
}

mkdirSync(FOLDER, { recursive: true })
for (const old of readdirSync(FOLDER)) rmSync(`${FOLDER}/${old}`)
await papers()
const w = await world()
await occasions(w)
const server = await listen({ web: w.service.web, hooks: w.service.hooks, log: silentLog }, 0)
const browser = await chromium.launch({
  executablePath: process.env.CT_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
await screens(browser, `http://127.0.0.1:${server.port}`)
await browser.close()
await w.close()
await server.close(1_000)
const bytes = readdirSync(FOLDER).reduce((all, name) => all + statSync(`${FOLDER}/${name}`).size, 0)
console.log(`${readdirSync(FOLDER).length} pictures, ${Math.round(bytes / 1000)} kB`)
if (bytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes: lower QUALITY or show fewer`)
process.exit(0)

/** Every kind of paper, each with the ornament of another occasion. */
async function papers(): Promise<void> {
  const coats = { name: 'áo ấm', counted: 'áo', sent: 10 }
  const arrived = { count: 9, commune: 'xã Tà Xùa', day: '2026-12-02' }
  const sponsored: Deed = { kind: 'sponsorship', what: 'một suất đỡ đầu trong 12 tháng', outcome: null }
  const kinds: Readonly<Record<string, readonly [Motif, Partial<CertificateFacts>]>> = {
    money: ['tet', {}],
    goods: ['winter', { ...goodsDeed({ ...coats, arrived }, 'vi'), campaignTitle: OTHERS.winter[0] }],
    volunteer: [
      'mid-autumn',
      {
        ...ridesDeed({ trips: 6, hours: 21 }, 'vi'),
        displayName: 'Hoa',
        campaignTitle: OTHERS['mid-autumn'][0],
      },
    ],
    company: [
      'new-school-year',
      {
        ...schoolsDeed({ schools: 5, yearly: 30_000_000n }, 'vi'),
        displayName: 'Công ty của Minh',
        campaignTitle: OTHERS['new-school-year'][0],
      },
    ],
    sponsorship: ['generic', { ...sponsored, campaignTitle: 'Suất đỡ đầu' }],
    june: ['children-month', { what: 'một phần', campaignTitle: OTHERS['children-month'][0] }],
  }
  for (const [kind, [motif, part]] of Object.entries(kinds)) {
    const forWhom = kind === 'money' || kind === 'june' ? certificate.forWhom : null
    const facts = { ...certificate, ...part, forWhom, demo: true }
    await keepPaper(`certificate-${kind}`, A4_LANDSCAPE, paintCertificate(facts, 'kPrK_qmx', motif))
  }
  await keepPaper('receipt', A5_PORTRAIT, paintReceipt({ ...receipt, demo: true }))
  const items = [
    { name: 'Áo khoác ấm', size: '7', quantity: '4 chiếc', condition: 'đã mặc, còn tốt' },
    { name: 'Áo khoác ấm', size: '9', quantity: '5 chiếc', condition: 'đã mặc, còn tốt' },
  ]
  const goods = { ...receipt, gift: { kind: 'goods', items, estimate: 900_000n }, demo: true } as const
  await keepPaper('receipt-goods', A5_PORTRAIT, paintReceipt({ ...goods, usedFor: 'Đồ ấm mùa đông 2026' }))
  const poster: PosterFacts = {
    motif: 'winter',
    title: OTHERS.winter[0],
    place: 'Tà Xùa, Sơn La',
    what: 'áo ấm cho bé gái 6–10 tuổi, cỡ 7 và 9',
    forWhom: null,
    price: { each: 180_000n, unit: 'áo' },
    until: asDay('2027-01-15'),
    fundName: certificate.fundName,
    decision: receipt.unitDecision,
    url: 'https://chungtay.example/needs/ta-xua-ao-gai',
    checkUrl: 'https://chungtay.example/check',
    lang: 'vi',
    demo: true,
  }
  await keepPaper('poster', A5_PORTRAIT, paintPoster(poster))
}

async function keepPaper(name: string, format: Format, paint: Paint): Promise<void> {
  await keep(name, await picture(format, paint))
}

/** As WebP, a phone's width. */
async function keep(name: string, png: Buffer): Promise<void> {
  const image = await loadImage(png)
  const canvas = createCanvas(WIDTH, Math.round((image.height * WIDTH) / image.width))
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  writeFileSync(`${FOLDER}/${name}.webp`, await canvas.encode('webp', QUALITY))
}

/** Open now, whatever the calendar says: each speaks in its own voice. */
async function occasions({ clock, db }: World): Promise<void> {
  const tet = await db.prisma.campaign.findFirstOrThrow({ where: { eventKind: 'tet' } })
  const now = clock.now().getTime()
  for (const [n, [occasion, [title, what, unitPrice]]] of Object.entries(OTHERS).entries()) {
    const id = randomIds.uuid()
    await db.prisma.campaign.create({
      data: {
        ...tet,
        id,
        key: occasion,
        slug: occasion,
        eventKind: occasion,
        flow: occasion,
        title,
        what,
        purpose: `${what[0]!.toUpperCase()}${what.slice(1)} cho các em ở xã vùng cao Sơn La.`,
        receiptSeries: `X${n}27`,
        codePrefix: `XA${'BCDE'[n]}`,
        opensAt: new Date(now - DAY_MS),
        giftBy: new Date(now + (60 + n) * DAY_MS),
        receivesUntil: new Date(now + 80 * DAY_MS),
        distributeBy: new Date(now + 100 * DAY_MS),
      },
    })
    await db.prisma.need.create({
      data: {
        id: randomIds.uuid(),
        key: occasion,
        campaignId: id,
        package: 'gifts',
        mode: 'exclusive',
        what,
        unitWord: 'suất',
        unitPrice,
        cap: 300n,
        taken: 120n,
        takenBefore: 120n,
        shows: true,
      },
    })
  }
  await new Promise((resolve) => setTimeout(resolve, 2_500))
}

async function screens(browser: Browser, site: string): Promise<void> {
  const open = async (path: string): Promise<Page> => {
    const phone = await browser.newPage({ viewport: PHONE, deviceScaleFactor: WIDTH / PHONE.width })
    phone.setDefaultTimeout(60_000)
    await phone.goto(site + path, { waitUntil: 'load' })
    return phone
  }
  const shoot = async (name: string, phone: Page) => {
    // Pictures are drawn when they are first asked for.
    await phone.waitForFunction(() =>
      [...document.images].every((one) => one.currentSrc === '' || (one.complete && one.naturalWidth > 0)),
    )
    await keep(name, await phone.screenshot())
  }
  const tap = (phone: Page, label: RegExp) =>
    phone.getByTestId('choice').filter({ hasText: label }).last().click()
  for (const [name, path] of [
    ['home', '/'],
    ['campaign', '/campaigns/tet-2027'],
    ['check', '/check?q=1234567890'],
  ] as const)
    await shoot(name, await open(path))
  for (const occasion of Object.keys(OTHERS)) {
    const phone = await open(`/chat?start=${occasion}`)
    await phone.getByTestId('image').first().waitFor()
    await shoot(`chat-${occasion}`, phone)
  }
  const lan = await open('/chat?start=tet-2027')
  await lan.getByTestId('image').first().waitFor()
  await shoot('chat-tet', lan)
  await tap(lan, /^Góp quà Tết/)
  await tap(lan, /^1 suất/)
  await tap(lan, /^Lấy mã/)
  await lan.getByTestId('copy').nth(2).waitFor()
  await shoot('chat-code', lan)
}
