import { type Call, fakeBotApi } from '../../test/support/fakes/telegram/fake-bot-api.ts'
import {
  buttonsOf,
  fileUpdate,
  type Message,
  pressUpdate,
  textUpdate,
  type Update,
} from '../../test/support/fakes/telegram/updates.ts'
import type { Bubble, Button, Changed, Phone } from './phone.ts'

const TOKEN = '1000001:fake-token-that-opens-nothing'
const LAN = { id: 101, firstName: 'Lan', language: 'vi' }

type Sent = Message & {
  readonly photo?: readonly { readonly file_id: string }[]
  readonly document?: { readonly file_id: string }
}

/** Telegram: buttons under bubbles, pictures, files, bubbles that change. */
export async function telegramPhone(changed: Changed): Promise<Phone> {
  const api = await fakeBotApi({ token: TOKEN, heard })
  const bubbles: Bubble[] = []
  const messages = new Map<number, Sent>()
  const files = new Map<string, { name: string; bytes: Promise<Buffer> }>()
  const ready = new Map<string, Buffer>()
  let count = 0

  function heard({ method, message, params }: Call) {
    if (!message) return
    const sent = message as Sent
    messages.set(sent.message_id, sent)
    const given = [params.photo, params.document, ...Object.values(params)].find((one) => one instanceof File)
    const id = sent.photo?.at(-1)?.file_id ?? sent.document?.file_id
    if (given && id) keep(id, given)
    const bubble = bubbleOf(sent)
    const at = bubbles.findIndex((one) => one.id === bubble.id)
    if (method.startsWith('edit') && at >= 0) bubbles[at] = { ...bubbles[at]!, ...bubble }
    else bubbles.push(bubble)
    changed()
  }

  function keep(id: string, file: File) {
    const bytes = file.arrayBuffer().then((all) => Buffer.from(all))
    files.set(id, { name: file.name, bytes })
    void bytes.then((all) => {
      ready.set(id, all)
      changed()
    })
  }

  function bubbleOf(sent: Sent): Bubble {
    const [picture, file] = [sent.photo?.at(-1)?.file_id, sent.document?.file_id]
    return {
      id: sent.message_id,
      mine: false,
      text: sent.text ?? sent.caption ?? '',
      ...(picture && { picture: `files/telegram/${picture}` }),
      ...(file && { file: { name: files.get(file)?.name ?? file, at: `files/telegram/${file}` } }),
      buttons: buttonsOf(sent).map(
        ({ text, url, copy_text: copy }): Button => ({
          label: text,
          ...(url && { opens: String(url) }),
          ...(copy && { copies: copy.text }),
        }),
      ),
    }
  }

  async function sends(update: Update) {
    if (api.webhook) await api.deliver(update)
    else api.queue(update)
  }

  function mine(bubble: Pick<Bubble, 'text' | 'picture'>) {
    count += 1
    bubbles.push({ id: count, mine: true, buttons: [], ...bubble })
    changed()
  }

  return {
    name: 'Telegram',
    about: 'buttons, files, bubbles that change',
    env: { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root },
    bubbles,
    async says(text) {
      mine({ text })
      await sends(textUpdate(count, count, LAN, text))
    },
    async presses(bubble, button) {
      const on = messages.get(bubble)
      const data = on && buttonsOf(on)[button]?.callback_data
      if (!data) return
      count += 1
      await sends(pressUpdate(count, `press-${count}`, LAN, on, data))
    },
    async sendsPicture(bytes) {
      const file = api.receive(bytes)
      ready.set(file.file_id, bytes)
      mine({ text: '', picture: `files/telegram/${file.file_id}` })
      await sends(fileUpdate(count, count, LAN, { as: 'photo', file }))
    },
    bytesAt: (name) => ready.get(name),
    close: () => api.close(),
  }
}
