import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { StartError } from '../platform/data-dir.ts'
import { fontFile } from '../platform/paper/fonts.ts'
import { markFile } from './mark.tsx'

/** A file under /assets/. Serve it with its etag and `cache-control: no-cache`: the scripts import each other by name. */
interface Asset {
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly etag: string
}

/**
 * The browser's files are kept as plain JavaScript and CSS, so that editors, the linter and the type checker
 * (static/jsconfig.json) see them. tsc does not copy them: they are read from the source tree, which lies at the same
 * distance from src/web and from dist/web, and has to be in the image beside dist.
 */
const STATIC = new URL('../../src/web/static/', import.meta.url)

const SCRIPT = 'text/javascript; charset=utf-8'
const STYLE = 'text/css; charset=utf-8'

/** What the chat page loads, the entry first. Preloaded together, since each import would else wait for the one before. */
export const chatScripts = [
  'chat.js',
  'chat-view.js',
  'chat-bubbles.js',
  'chat-time.js',
  'chat-store.js',
  'chat-wire.js',
  'chat-pauses.js',
  'chat-composer.js',
  'chat-picture.js',
  'copy.js',
] as const

/**
 * By name, as in /assets/<name>.
 *
 * @throws StartError when one cannot be read
 */
export const readAssets = (): ReadonlyMap<string, Asset> =>
  new Map([
    ...chatScripts.map((name) => fromTree(name, SCRIPT)),
    fromTree('page.js', SCRIPT),
    fromTree('news.js', SCRIPT),
    fromTree('desk.js', SCRIPT),
    fromTree('desk-alarm.js', SCRIPT),
    fromTree('style.css', STYLE),
    fromTree('pages.css', STYLE),
    fromTree('chat.css', STYLE),
    fromTree('desk.css', STYLE),
    fromTree('desk-rooms.css', STYLE),
    fromTree('desk-forms.css', STYLE),
    ['mark.svg', asset('image/svg+xml', Buffer.from(markFile()))],
    ['fonts/be-vietnam-pro-400.ttf', asset('font/ttf', fontFile('400Regular'))],
    ['fonts/be-vietnam-pro-600.ttf', asset('font/ttf', fontFile('600SemiBold'))],
  ])

function fromTree(name: string, type: string): [string, Asset] {
  const path = fileURLToPath(new URL(name, STATIC))
  try {
    return [name, asset(type, readFileSync(path))]
  } catch (error) {
    throw new StartError(
      `${path}, which browsers need, cannot be read (${(error as NodeJS.ErrnoException).code}). ` +
        'Put back src/web/static of this version.',
    )
  }
}

function asset(type: string, file: Buffer): Asset {
  const etag = `"${createHash('sha256').update(file).digest('base64url').slice(0, 22)}"`
  return { type, body: new Uint8Array(file), etag }
}
