import { setTimeout as pause } from 'node:timers/promises'
import { signSepay } from '../../src/giving/index.ts'
import type { History, Sent } from './history.ts'
import type { Chance } from './random.ts'
import { ACCOUNT, BANK_SECRET, type Stage } from './stage.ts'

/** Sends things to the program as their real senders do: again and again until one try is acknowledged. */
export interface Mail {
  /** @param once tries once, and tells the HTTP status */
  deliver(kind: Sent['kind'], id: string, once: () => Promise<number>): Promise<void>
}

const AGAIN_MS: readonly [number, number] = [150, 500]

/**
 * @param repeats how often something that was acknowledged is sent again all the same, up to three times and all at
 * once: platforms do that
 */
export function mail(history: History, luck: Chance, repeats: number): Mail {
  return {
    async deliver(kind, id, once) {
      const sent: Sent = { kind, id, tries: 0, acknowledged: false }
      history.sent.push(sent)
      const attempt = async () => {
        sent.tries += 1
        const status = await once().catch(() => 0)
        return status >= 200 && status < 300
      }
      while (!(await attempt())) await pause(luck.whole(...AGAIN_MS))
      sent.acknowledged = true
      if (luck.of(repeats)) for (let n = luck.whole(1, 3); n > 0; n--) void attempt()
    },
  }
}

let notices = 0

/** A transfer, as SePay tells of it. */
export function pay(stage: Stage, mail: Mail, amount: bigint, memo: string): Promise<void> {
  notices += 1
  const id = String(Date.now() * 1000 + notices)
  const at = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const fields = {
    gateway: 'Vietcombank',
    transactionDate: at,
    accountNumber: ACCOUNT,
    code: null,
    content: `MBVCB.${id}.${memo}.CT tu 0123`,
    transferType: 'in',
    subAccount: null,
    referenceCode: `FT${id}`,
  }
  const body = `{"id":${id},"transferAmount":${amount},${JSON.stringify(fields).slice(1)}`
  return mail.deliver('notice', id, async () => {
    // Each try is signed afresh, as the messenger does.
    const stamp = String(Math.floor(Date.now() / 1000))
    const answer = await fetch(`${stage.door.url}/hooks/sepay`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-sepay-timestamp': stamp,
        'x-sepay-signature': signSepay(BANK_SECRET, stamp, Buffer.from(body)),
      },
      body,
    })
    await answer.arrayBuffer()
    return answer.status
  })
}
