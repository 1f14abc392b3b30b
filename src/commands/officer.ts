import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import { DataDirInUse, hasEmbedded, StartError } from '../platform/data-dir.ts'
import type { Database } from '../platform/db.ts'
import { clean, formatDayTime } from '../platform/vietnamese/index.ts'
import { type Ground, openGround } from '../running/start.ts'

/**
 * Opens what the service works on, for a command of an officer, and closes it again. On PostgreSQL the service runs beside
 * it and does at once what the command asks for; on an embedded database it does so at its next start.
 *
 * @throws StartError with what to do
 */
export async function withGround<T>(config: Config, work: (ground: Ground) => Promise<T>): Promise<T> {
  const folder = resolve(config.DATA_DIR)
  // One that is still being made would be begun afresh.
  if (!config.DATABASE_URL && !hasEmbedded(folder)) {
    throw new StartError(
      `there is no database yet in ${folder}. Name the service’s own, with DATABASE_URL or DATA_DIR.`,
    )
  }
  const ground = await openGround(config, { migrates: false }).catch((error: unknown) => {
    if (!(error instanceof DataDirInUse)) throw error
    throw new StartError(
      'the running service holds the embedded database alone: stop it, run this command again, and start it again.',
    )
  })
  try {
    return await work(ground)
  } finally {
    await ground.close()
  }
}

/** When the service does what a command asked for, as the end of a sentence. An embedded database is never open to both. */
export const soon = ({ kind }: Pick<Database, 'kind'>): string =>
  kind === 'embedded' ? ' as soon as the service runs' : ' within seconds, by the running service'

/** An instant as an officer reads it: `20:15 thứ Bảy 28/11`, Việt Nam's time. */
export const shownAt = (at: Date): string => formatDayTime(at)

/** In letters. */
const GIVEN_MAX = 2_000

/** A text that an officer gives as one argument, without marks that nobody sees. */
export function given(words: readonly string[], what: string): string {
  const text = clean(words.join(' '), GIVEN_MAX + 1).trim()
  if (text === '') throw new StartError(`${what} is missing. Put it in quotes, after the id.`)
  if (text.length > GIVEN_MAX) throw new StartError(`${what} is longer than ${GIVEN_MAX} characters.`)
  return text
}
