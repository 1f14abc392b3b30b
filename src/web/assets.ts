import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { markFile } from './mark.tsx'

/** A file under /assets/. Serve it with its etag and `cache-control: no-cache`: the scripts import each other by name. */
export interface Asset {
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
const FONTS = '@expo-google-fonts/be-vietnam-pro'
const require = createRequire(import.meta.url)

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
  'chat-composer.js',
  'chat-picture.js',
  'copy.js',
] as const

/** By name, as in /assets/<name>. Read once, when this module is loaded: a missing file stops the start. */
export const assets: ReadonlyMap<string, Asset> = new Map([
  ...chatScripts.map((name) => fromTree(name, SCRIPT)),
  fromTree('page.js', SCRIPT),
  fromTree('style.css', STYLE),
  fromTree('pages.css', STYLE),
  fromTree('chat.css', STYLE),
  ['mark.svg', asset('image/svg+xml', Buffer.from(markFile()))],
  font('fonts/be-vietnam-pro-400.ttf', '400Regular'),
  font('fonts/be-vietnam-pro-600.ttf', '600SemiBold'),
])

function fromTree(name: string, type: string): [string, Asset] {
  return [name, asset(type, readFileSync(fileURLToPath(new URL(name, STATIC))))]
}

function font(name: string, face: string): [string, Asset] {
  return [name, asset('font/ttf', readFileSync(require.resolve(`${FONTS}/${face}/BeVietnamPro_${face}.ttf`)))]
}

function asset(type: string, file: Buffer): Asset {
  const etag = `"${createHash('sha256').update(file).digest('base64url').slice(0, 22)}"`
  return { type, body: new Uint8Array(file), etag }
}
