import { type Api, GrammyError } from 'grammy'
import type { Fetched, RemoteFile } from '../channel.ts'
import { sendError } from './errors.ts'
import type { Transport } from './transport.ts'

// https://core.telegram.org/bots/api#getfile (read 2026-11): a path that is good for an hour, of files of up to 20 MB.

/** Fetches what a person sent (see `Channel.fetch`). Never throws; no token is in what it says. */
export async function fetchFile(
  { api, download }: { readonly api: Api; readonly download: Transport['download'] },
  { id }: RemoteFile,
  most: number,
  stop: AbortSignal,
): Promise<Fetched> {
  try {
    const { file_path: path, file_size: size = 0 } = await api.getFile(id, stop as never)
    if (size > most) return { kind: 'too_large' }
    // A Bot API server of one's own that runs with --local names a place on its own disk.
    if (!path || path.startsWith('/')) return { kind: 'gone', reason: 'the Bot API gives no path to it' }
    const { status, bytes } = await download(path, most, stop)
    if (bytes) return { kind: 'bytes', bytes }
    return status === 200 ? { kind: 'too_large' } : away(`the file was not given (${status})`)
  } catch (error) {
    if (error instanceof GrammyError && error.description.toLowerCase().includes('too big')) {
      return { kind: 'too_large' }
    }
    const trouble = sendError(error)
    return trouble.kind === 'rejected'
      ? { kind: 'gone', reason: 'Telegram does not know the file' }
      : away(trouble.message, trouble.retryAfterMs)
  }
}

const away = (reason: string, retryAfterMs?: number): Fetched => ({ kind: 'away', reason, retryAfterMs })
