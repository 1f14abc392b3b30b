import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { byFile, compile } from '../../src/engine/index.ts'
import { ACTIONS } from '../support/actions.ts'
import { readTranscript } from '../support/transcript.ts'
import { watchWays } from '../support/transcript-coverage.ts'
import { ONLY_VIETNAMESE, type Played, plainly, play } from '../support/transcript-player.ts'
import { whereApart } from '../support/where-apart.ts'

// Transcripts script what actions come to, so only how the actions look is needed: nothing of them runs.
const byName = new Map(ACTIONS.map((action) => [action.name, action]))
const flows = readFlows('flows')
const { book, problems } = compile(flows, shapesOf(ACTIONS))
const stepsOf = new Map(flows.map(({ flow, steps }) => [flow, steps]))

/** Whether this run records, with `-u`. */
const writesDown = (): boolean =>
  (expect.getState().snapshotState as unknown as { _updateSnapshot: string })._updateSnapshot === 'all'

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.chat'))
  .sort()

// As `npm run flows:check` says it, and nothing else: flows with something to mend cannot be played.
test('the flows are sound', () => {
  if (problems.length > 0) throw plainly(problems.map(({ message }) => message).join('\n'))
})

describe.runIf(book)('transcripts', () => {
  if (!book) return
  const untaken = watchWays(book)
  let stopped = 0

  test.each(files)('%s', async (file) => {
    const path = `${import.meta.dirname}/${file}`
    const transcript = readTranscript(`test/transcripts/${file}`, readFileSync(path, 'utf8'))
    stopped += 1
    const inVietnamese = play(book, byName, transcript, 'vi')
    const alone = transcript.items.some((item) => item.kind === 'given' && item.what === ONLY_VIETNAMESE)
    const inEnglish = alone ? inVietnamese : play(book, byName, transcript, 'en', inVietnamese.pressed)
    stopped -= 1
    // Whoever speaks English already changes nothing by asking for it.
    const apart = ({ shape }: Played) => shape.filter((one) => one !== '! language')
    expect(apart(inEnglish)).toEqual(apart(inVietnamese))
    // `npm run transcripts -- -u` writes down what the bot says now; the diff is what reviewers read.
    if (!writesDown()) {
      const apart = whereApart(`test/transcripts/${file}`, readFileSync(path, 'utf8'), inVietnamese.text)
      if (apart) throw plainly(apart)
    }
    await expect(inVietnamese.text).toMatchFileSnapshot(path)
  })

  // Thrown before anything is written down, so with `-u` too.
  test.each([
    ['words after the end', 'Lan: menu\nLan: 3 giờ chiều nhé', /“3 giờ chiều nhé” is not understood/],
    ['an end that is none', 'Lan: góp quà tết', /the talk ends, and the bot has asked “/],
    ['an end that is none, before another', 'Lan: góp quà tết\n(another person)\nLan: menu', /^x:2 /],
    ['an end where none is expected', 'Lan: menu\n(left open)', /come to its end/],
    ['what is understood by now', 'Lan: menu\n(not understood)', /is understood/],
  ])('a recording hides nothing: %s', (_, said, why) => {
    expect(() => play(book, byName, readTranscript('x', said), 'vi')).toThrow(why)
  })

  test.each([
    ['another sentence', 'Lan: chào\nbot: Chào.\n', 'Lan: chào\nbot: Xin chào.\n', 'x.chat:2 '],
    ['a line more', 'bot: Chào.\n', 'bot: Chào.\n     Bạn khỏe không?\n', 'x.chat:2 '],
    ['a line less', 'bot: Chào.\nbot: Bạn khỏe không?\n', 'bot: Chào.\n', 'x.chat:2 '],
  ])('what is said otherwise is named by its line: %s', (_, recorded, played, where) => {
    expect(whereApart('x.chat', recorded, played)).toContain(where)
    expect(whereApart('x.chat', played, played)).toBeUndefined()
  })

  test('every flow has a transcript, and every way that a flow file writes is taken in one', ({ skip }) => {
    // A conversation that stops half-way takes no ways behind that: these would drown what is to be mended.
    skip(stopped > 0, `${stopped} transcripts stop before their end`)
    const missed = untaken().map(({ flow, step, line, to }) =>
      byFile(stepsOf.get(flow)!, `flows/${flow}/flow.yaml:${line} ${step} → ${to}`),
    )
    expect(missed).toEqual([])
  })
})
