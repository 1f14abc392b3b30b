import { expect, test } from 'vitest'
import { readFlows } from '../../src/conversation/index.ts'
import { openPostgres } from '../../src/platform/db.ts'
import type { Log } from '../../src/platform/log.ts'
import { asked, FLOW, write } from '../contracts/acting.contract.ts'
import { usePostgres } from '../support/postgres.ts'
import { type Person, type World, world } from '../support/world.ts'

const server = usePostgres()

/** A log that keeps the names of what is told as trouble. */
function troubles(): { readonly log: Log; readonly told: string[] } {
  const told: string[] = []
  const note = (event: string, fields?: object) => void told.push(`${event} ${JSON.stringify(fields)}`)
  return { told, log: { info() {}, warn: note, error: note } }
}

test('what two processes hear at the same moment is done once, and is no failure', async () => {
  const { log, told } = troubles()
  const options = { log, flows: [...readFlows('flows'), FLOW], moreActions: [write] }
  const one = await world({ ...options, db: { ...server().db, close: async () => {} } })
  const other = await world({ ...options, db: openPostgres(server().url), seed: false })
  try {
    const people = await asked(one, 61)
    const hears = async ({ service }: World, { secret }: Person, n: number) => {
      const { status } = await service.web.request('/chat/api/messages', {
        method: 'POST',
        headers: { 'x-chat-contact': secret, 'content-type': 'application/json' },
        body: JSON.stringify({ id: `twice-${n}`, text: String(100 + n) }),
      })
      expect(status).toBe(202)
    }
    const there = people.map((person, n) => [person, n] as const)
    // In another order, so that they meet half way, each with what the other wants.
    const back = there.map((_, n) => there[(n * 7) % there.length]!)
    await Promise.all([
      ...there.map(([person, n]) => hears(one, person, n)),
      ...back.map(([person, n]) => hears(other, person, n)),
    ])
    for (const [n, person] of people.entries()) {
      await person.hears(new RegExp(`Mình đã ghi số ${100 + n}\\.`))
      expect(person.heard.filter(({ text }) => text.startsWith('Mình đã ghi'))).toHaveLength(1)
    }
    expect(told).toEqual([])
  } finally {
    await other.close()
    await one.close()
  }
})
