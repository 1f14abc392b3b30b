import { chatScripts } from '../assets.ts'
import { Document, type Frame, LangSwitch } from '../layout.tsx'
import { Mark } from '../mark.tsx'
import { Own } from '../own.tsx'
import { to } from '../show.ts'
import { words } from '../words.ts'

export interface ChatData {
  /** Parameter of a deep link, `/chat?start=…`; the first message is then `/start <parameter>`. */
  readonly start?: string
  /** Largest file that the chat's API takes, in bytes; absent when it takes none. */
  readonly maxFileBytes?: number
}

/**
 * `/chat`. The page is the empty room; static/chat.js fills it. Each fixed part has an id and its role, and the
 * script's own parts carry data-testid: bot-message, own-message, choice, copy, image, save, document, day, rewrite.
 */
export function ChatPage({ frame, data }: { frame: Frame; data: ChatData }) {
  const { chat, talk, lang, site } = words[frame.lang]
  const head = (
    <>
      <link rel="stylesheet" href="/assets/chat.css" />
      {chatScripts.map((name) => (
        <link rel="modulepreload" href={`/assets/${name}`} />
      ))}
      <script type="module" src="/assets/chat.js" />
    </>
  )
  return (
    <Document frame={frame} title={chat.title} chat head={head}>
      <header class="chat-head">
        <a class="chat-home" href={to('/', frame.lang)} aria-label={site.home}>
          <Mark size={36} />
        </a>
        <div class="chat-who">
          <h1>
            <Own lang={frame.lang}>{frame.fund.name}</Own>
          </h1>
          <p>{chat.assistant}</p>
        </div>
        <LangSwitch frame={frame} id="chat-lang" say={lang.say} />
      </header>
      <main
        id="chat"
        data-words={JSON.stringify(talk)}
        data-start={data.start}
        data-max-bytes={data.maxFileBytes}
      >
        {/* Reachable by keyboard, because a region that scrolls has to be. */}
        <div id="chat-log" role="log" aria-label={chat.log} aria-live="off" aria-busy="true" tabindex={0}>
          <noscript>
            <p class="notice">{chat.noScript}</p>
          </noscript>
          <div
            id="chat-typing"
            class="bubble typing"
            data-testid="typing"
            title={chat.typing}
            aria-hidden="true"
          >
            <i />
            <i />
            <i />
          </div>
        </div>
        <button id="chat-newer" type="button" hidden>
          {chat.newer}
        </button>
        <p id="chat-notice" class="notice" role="status" hidden data-testid="notice" />
        <p id="chat-said" class="unseen" role="status" />
        <form id="chat-form">
          {data.maxFileBytes !== undefined && (
            <label class="attach" title={chat.attach}>
              <input
                id="chat-file"
                class="unseen"
                type="file"
                accept="image/*,application/pdf"
                aria-label={chat.attach}
              />
              <Icon path="M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6" />
            </label>
          )}
          <textarea
            id="chat-input"
            rows={1}
            maxlength={4000}
            placeholder={chat.input}
            aria-label={chat.input}
            enterkeyhint="send"
            autocomplete="off"
            data-testid="input"
          />
          <button id="chat-send" type="submit" aria-label={chat.send} title={chat.send}>
            <Icon path="M4 12l16-8-5 16-3.5-6.5L4 12zm7.5 1.5L20 4" />
          </button>
        </form>
      </main>
      <dialog id="chat-photo">
        <img id="chat-photo-image" alt="" />
        <form method="dialog">
          <a id="chat-photo-save" class="button" href="/" download="">
            {talk.saveImage}
          </a>
          <button class="button quiet" type="submit">
            {chat.close}
          </button>
        </form>
      </dialog>
    </Document>
  )
}

function Icon({ path }: { path: string }) {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path class="stroke" d={path} />
    </svg>
  )
}
