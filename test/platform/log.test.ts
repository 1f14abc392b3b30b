import { expect, test } from 'vitest'
import { createLog } from '../../src/platform/log.ts'

function written(level: string) {
  const lines: string[] = []
  return { log: createLog(level, { write: (line: string) => void lines.push(line) }), lines }
}

test('an error is logged by name, code and place; what it says may be a person’s words and stays out', () => {
  const { log, lines } = written('info')
  const error = Object.assign(new Error('memo: Lan ung ho 0912345678'), { code: 'E42', payload: 'token-123' })
  log.error('turn.failed', { contact: 'c1', error })
  expect(lines.join('')).not.toMatch(/Lan|0912|token-123/)
  const line = JSON.parse(lines[0]!) as { event: string; error: { code: string; at: string[] } }
  expect(line).toMatchObject({ event: 'turn.failed', contact: 'c1', error: { name: 'Error', code: 'E42' } })
  expect(line.error.at[0]).toMatch(/log\.test\.ts/)
})

test('a field that is not on the list is not written', () => {
  const { log, lines } = written('info')
  log.info('message.sent', { contact: 'c1', ...({ name: 'Lan', phone: '0912345678' } as object) })
  expect(lines.join('')).not.toMatch(/Lan|0912/)
})
