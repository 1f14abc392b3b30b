import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type SimulatedPerson, simulator } from '../../src/channels/simulator/index.ts'
import type { Known } from '../../src/conversation/index.ts'
import { diskFiles } from '../../src/platform/files.ts'
import { bookOfLog } from '../channels/telegram/telegram.ts'
import { KEYS, knownAs } from '../support/known.ts'
import { type Person, type World, world } from '../support/world.ts'

/** Stories of people who write on two channels. */

export const WAIT = { timeout: 15_000 }

export type TwoChannels = Awaited<ReturnType<typeof twoChannels>>

/** The demo world with a chat app besides the web chat. */
export async function twoChannels() {
  const folder = mkdtempSync(join(tmpdir(), 'ct-linking-'))
  const chats = simulator()
  const book = bookOfLog()
  const it: World = await world({ files: diskFiles(folder), simulator: chats, log: book.log })

  /** A chat app of somebody, with what lies on its screen. */
  function app(id: string) {
    const chat = chats.person(id)
    return {
      chat,
      async hears(pattern: RegExp) {
        await expect.poll(() => chat.screen.some(({ text }) => pattern.test(text)), WAIT).toBe(true)
        return chat.screen.findLast(({ text }) => pattern.test(text))!
      },
      presses: (label: string) => chat.presses(buttonOf(chat, label)),
      contact: async () => (await knownAs(it.db, 'simulator', 'main', id)).contact,
    }
  }

  const knownOf = (person: Person): Promise<Known> => knownAs(it.db, 'web-chat', 'main', person.secret)

  /** @returns the transfer code */
  async function promises(person: Person): Promise<string> {
    await person.says('/start')
    await person.presses(/^Góp (quà Tết|cho đợt này)$/)
    await person.presses(/^1 suất/)
    await person.presses('Lấy mã chuyển khoản')
    return transferCode(person)
  }

  return {
    it,
    book,
    folder,
    app,
    knownOf,
    contactOf: async (person: Person) => (await knownOf(person)).contact,
    promises,
    /** Has a receipt and a certificate with that name, and both papers drawn. @returns where the certificate is checked */
    async gives(person: Person, name: string): Promise<string> {
      const code = await promises(person)
      // Of an earlier gift nothing is heard.
      person.heard.length = 0
      await it.bank.credits(300_000n, code)
      await person.hears(/Biên nhận số/)
      await person.presses('Lấy giấy ghi nhận')
      await person.says(name)
      const said = (await person.presses('Đúng rồi')).find(({ text }) => /Giấy ghi nhận số/.test(text))!
      for (const { url } of person.heard.flatMap((message) => message.media))
        await it.service.web.request(url)
      return /\/c\/[0-9A-Z]{26}/.exec(said.text)![0]
    },
    /** The code from one web chat, pasted in the other, agreed to in the first. */
    async joins(one: Person, other: Person): Promise<void> {
      await one.says('liên kết')
      await other.says((await one.hears(/^CT-LINK-/)).text)
      await other.presses('Đúng là tôi')
      await one.hears(/Có phải \S+ vừa dán mã không/)
      await one.presses('Nối')
      await one.hears(/Đã nối với/)
      await other.hears(/Đã nối với/)
    },
    async parts(one: Person, other: Person): Promise<void> {
      await one.says('tách kênh')
      await one.presses('Tách ra')
      await one.hears(/Đã tách khỏi/)
      await other.hears(/Đã tách khỏi/)
    },
    /** All words of people and of ours that lie with a contact and open with their key. */
    async wordsOf(contact: string): Promise<string> {
      const key = (await KEYS.of(it.db.prisma, contact))!
      const heard = await it.db.prisma.inbox.findMany({
        where: { contactId: contact, addressId: { not: null } },
      })
      const told = await it.db.prisma.outbox.findMany({ where: { contactId: contact } })
      return [
        ...heard.map(({ body }) => key.open('heard', body).toString()),
        ...told.map(({ payload }) => key.open('told', payload).toString()),
      ].join('\n')
    },
    async nameOf(contact: string): Promise<string | null> {
      const { paperName } = await it.db.prisma.contact.findUniqueOrThrow({ where: { id: contact } })
      return paperName && (await KEYS.of(it.db.prisma, contact))!.open('name', paperName).toString()
    },
    /** As if it had been joined that long ago. */
    async joinedAgo(gone: string, days: number): Promise<void> {
      const joinedAt = new Date(it.clock.now().getTime() - days * 86_400_000)
      await it.db.prisma.link.updateMany({ where: { goneId: gone }, data: { joinedAt } })
    },
    sums: () =>
      it.db.hot.query(
        'sums',
        'select account_id::text as id, sum(amount)::text as sum from ledger_line group by 1 order by 1',
        [],
      ),
    async close(): Promise<void> {
      await it.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export const transferCode = (person: Person): string =>
  person.heard.findLast((message) => /^TLV\w{7}$/.test(message.text))!.text

const buttonOf = ({ screen }: SimulatedPerson, label: string) =>
  screen.flatMap(({ buttons }) => buttons).findLast((one) => one.label === label)!.id
