import type { HotSql } from '../platform/db.ts'
import type { PersonKey } from '../platform/person-key.ts'
import { openSession } from './seals.ts'

/** Where a person's talk stands. */
export interface TalkStanding {
  readonly lang: 'vi' | 'en'
  /** Names of the flows that are under way, what was begun first first. Empty: nothing is. */
  readonly flows: readonly string[]
  /** What the innermost of them waits for. */
  readonly waits: 'nothing' | 'answer' | 'outcome' | 'time' | 'person'
  /** A child has said so: nothing is collected. */
  readonly young: boolean
}

/** @returns undefined when nobody has spoken yet */
export async function talkStanding(
  hot: HotSql,
  key: PersonKey,
  contact: string,
): Promise<TalkStanding | undefined> {
  const [row] = await hot.query<{ state: Uint8Array }>('talk_standing', STATE, [contact])
  const session = row && openSession(key, row.state)
  if (!session) return undefined
  const { lang, stack, waits, young } = session
  return { lang, flows: stack.map(({ flow }) => flow), waits, young: young === true }
}

const STATE = 'select state from session where contact_id = $1::uuid'

/** The channels on which somebody can be reached, the one that they came by first. */
export async function channelsOf(hot: HotSql, contact: string): Promise<string[]> {
  const rows = await hot.query<{ channel: string }>('channels_of', CHANNELS, [contact])
  return rows.map(({ channel }) => channel)
}

const CHANNELS = `select channel from address where contact_id = $1::uuid and state = 'open' group by channel order by min(created_at)`
