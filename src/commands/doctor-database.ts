import { countHandovers } from '../conversation/index.ts'
import { StartError } from '../platform/data-dir.ts'
import type { Database } from '../platform/db.ts'
import type { Secret } from '../platform/secret.ts'
import { lastSeen, secondPoller } from '../platform/seen.ts'
import { faultsOfSpending } from '../spending/index.ts'
import type { Check } from './finding.ts'

const CLOCK_MS = 5_000
const HOUR_S = 3_600
const RECENT = "interval '7 days'"

/** What can be wrong inside a database that is open and up to date. Reads only. */
export function databaseChecks(db: Database, secret: Secret | undefined): Check[] {
  const one = async <Row>(name: string, sql: string) =>
    (await db.hot.query<Row>(`doctor ${name}`, sql, []))[0]!
  const counted = async (name: string, from: string) =>
    Number((await one<{ n: number }>(name, `select count(*)::int as n from ${from}`)).n)

  return [
    {
      about: 'fund',
      async look() {
        const { units, world } = await one<{ units: number; world: string | null }>(
          'fund',
          `select count(*)::int as units, (select value from deployment where key = 'world') as world from unit`,
        )
        if (world === 'demo') return 'a demo world: no real money'
        if (units === 0) return { look: 'no fund yet. Import one: npm run seed -- fund.yaml' }
        return `${units} unit${units === 1 ? '' : 's'}`
      },
    },
    { about: 'clock', look: () => compareClocks(db) },
    { about: 'SECRET_KEY', look: () => openStoredKeys(db, secret) },
    {
      about: 'bank notices',
      async look() {
        const n = await counted('notices', `bank_notice where state = 'quarantined'`)
        if (n > 0) {
          throw new StartError(
            `${n} could not be booked, and their money is in no one's books. See which and settle each: npm run quarantine`,
          )
        }
        return 'none set aside'
      },
    },
    {
      about: 'books',
      async look() {
        const faults = await faultsOfSpending(db.prisma)
        if (faults.length === 0) return 'what came is what is spent and what is left'
        const first = faults.slice(0, 5).map(({ what, id }) => `${what} ${id}`)
        throw new StartError(
          `${faults.length} do not agree: ${first.join(', ')}. Spend nothing more, keep the database as it is, and ask who wrote the program.`,
        )
      },
    },
    {
      about: 'handovers',
      async look() {
        const { open, urgent, overdue } = await countHandovers(db.hot)
        if (open === 0) return 'nobody waits for a person'
        const all = `${open} open, ${urgent} of them about a child in danger or somebody in despair, ${overdue} past the promised hour`
        if (urgent + overdue > 0) throw new StartError(`${all}. Answer now: npm run handovers`)
        return { look: `${all}. See: npm run handovers` }
      },
    },
    {
      about: 'alarms',
      async look() {
        const n = await counted(
          'alarms',
          `officer_alarm a join officer o on o.id = a.officer_id where o.state = 'active'`,
        )
        if (n > 0) return `wake ${n} of the officers in a chat of theirs`
        return {
          look: 'nobody has them turned on: a child in danger at night wakes nobody. An officer turns them on at the desk, at /console/alarms.',
        }
      },
    },
    {
      about: 'polling',
      async look() {
        const ago = await lastSeen(db.hot, secondPoller('telegram'))
        if (ago === undefined || ago > HOUR_S) return 'no second program asked Telegram in the last hour'
        return {
          look: `${Math.round(ago / 60)} minutes ago another program asked Telegram with this token (409), and messages may go astray. Stop it: one bot is polled by one process, or use TELEGRAM_MODE=webhook.`,
        }
      },
    },
    {
      about: 'work',
      async look() {
        const n = await counted('stuck', 'todo where stuck_at is not null')
        if (n > 0) {
          throw new StartError(
            `${n} stuck after several tries. turn.failed in the log says where. See which, and put each back or dismiss it: npm run quarantine`,
          )
        }
        const late = await counted(
          'late',
          `todo where stuck_at is null and not_before < now() - interval '10 minutes' and coalesce(lease_until, now()) <= now()`,
        )
        return late > 0
          ? { look: `${late} waiting for more than ten minutes. Is a worker running?` }
          : 'nothing stuck'
      },
    },
    {
      about: 'messages',
      async look() {
        const unknown = await counted(
          'unknown',
          `outbox where state = 'unknown' and created_at > now() - ${RECENT}`,
        )
        const failed = await counted(
          'failed',
          `outbox where state = 'failed' and created_at > now() - ${RECENT}`,
        )
        if (unknown + failed === 0) return 'none lost or in doubt in the last 7 days'
        return {
          look: `in the last 7 days, of ${unknown} nobody knows whether they arrived, and ${failed} were refused. They are not sent again by themselves; the column error of outbox says why.`,
        }
      },
    },
    {
      about: 'webhooks',
      async look() {
        const n = await counted('quarantine', 'quarantine where settled_at is null')
        return n > 0
          ? { look: `${n} could not be read. Look at each, and dismiss it: npm run quarantine` }
          : 'all were read, or looked at'
      },
    },
  ]
}

/** Leases and expiry go by the database's clock, days and signed links by this machine's. */
async function compareClocks(db: Database): Promise<string> {
  const before = Date.now()
  const [row] = await db.hot.query<{ ms: number }>(
    'doctor clock',
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
    [],
  )
  const apart = Math.abs(Number(row!.ms) - (before + Date.now()) / 2)
  if (apart > CLOCK_MS) {
    throw new StartError(
      `this machine and the database are ${Math.round(apart / 1000)} s apart. Let both keep time by NTP.`,
    )
  }
  return 'the same here and in the database'
}

/** Each key that is stored must open with the secret that is set: otherwise receipts and certificates cannot be made. */
async function openStoredKeys(db: Database, secret: Secret | undefined) {
  const keys = await db.hot.query<{ key: string; value: string }>(
    'doctor keys',
    `select key, value from deployment where key like 'key:%'`,
    [],
  )
  const signing = await db.hot.query<{ kid: string; sealed: Buffer }>(
    'doctor signing',
    'select kid, private_key as sealed from signing_key',
    [],
  )
  const sealed = [
    ...keys.map(({ key, value }) => ({ context: key, bytes: Buffer.from(value, 'base64') })),
    ...signing.map(({ kid, sealed }) => ({ context: `signing_key/${kid}`, bytes: sealed })),
  ]
  if (sealed.length === 0) return 'nothing is sealed yet'
  const opens = ({ bytes, context }: (typeof sealed)[number]) => {
    try {
      return secret?.unwrap(bytes, context) !== undefined
    } catch {
      return false
    }
  }
  const closed = sealed.filter((one) => !opens(one))
  if (closed.length > 0) {
    throw new StartError(
      `${closed.length} of ${sealed.length} stored keys do not open with ${secret ? 'it' : 'any secret: there is none'}. ` +
        'Put the secret that they were sealed with into SECRET_KEY, after the present one and a comma (without DATABASE_URL: into DATA_DIR/secret).',
    )
  }
  return `opens all ${sealed.length} stored keys`
}
