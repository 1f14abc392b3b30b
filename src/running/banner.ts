import type { Roles, Service } from '../app.ts'
import type { Config } from '../config.ts'
import type { Problem } from '../engine/index.ts'
import { channelName } from '../people/index.ts'

interface Running {
  readonly config: Config
  readonly demo: boolean
  readonly roles: Roles
  readonly port: number | undefined
  readonly channels: Service['channels']
  /** Flow files that did not go live. */
  readonly flowProblems: readonly Problem[]
  /** The secret of the first officer's link, while there is no officer. */
  readonly invite: string | undefined
}

/** What whoever started the program needs to know, in a few lines. */
export function banner({ config, demo, roles, port, channels, flowProblems, invite }: Running): string {
  const lines = [
    '',
    `Chung Tay is running (${[roles.web && 'web', roles.worker && 'worker'].filter(Boolean).join(' and ')}).`,
  ]
  if (port !== undefined) {
    const site = `http://localhost:${port}`
    lines.push(`  Talk to it      ${site}/chat`, `  Public page     ${site}/`)
    lines.push(`  Desk            ${site}/console`)
    if (invite !== undefined)
      lines.push(
        `  First officer   ${site}/console/invite/${invite}`,
        '                  once, within 24 hours',
      )
  }
  if (demo) {
    lines.push(
      '  This is a DEMO: a made-up fund in an embedded database, and no real money. Bản thử: đừng chuyển tiền thật.',
      `  Data            ${config.DATA_DIR}`,
    )
  }
  for (const { channel, mode } of channels)
    if (mode !== 'pull') lines.push(`  ${channelName(channel, 'en').padEnd(14)}  on, by ${mode}`)
  for (const { message } of flowProblems) lines.push(`  Not live        ${message}`)
  if (flowProblems.length > 0)
    lines.push('                  Until that is mended, the flows that were live before answer, all of them.')
  lines.push('  Stop            Ctrl-C', '')
  return lines.join('\n')
}
