import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { certificateActions } from '../../src/certificates/index.ts'
import { readFlows, shapesOf } from '../../src/conversation/index.ts'
import { compile } from '../../src/engine/index.ts'
import { givingActions } from '../../src/giving/index.ts'
import { needActions } from '../../src/needs/index.ts'
import { peopleActions } from '../../src/people/index.ts'
import { readTranscript } from '../support/transcript.ts'
import { watchWays } from '../support/transcript-coverage.ts'
import { type Played, play } from '../support/transcript-player.ts'

// Transcripts script what actions come to, so only how the actions look is needed: nothing of them runs.
const actions = [
  ...peopleActions(async () => {}),
  ...needActions,
  ...givingActions({} as never),
  ...certificateActions({} as never),
]
const byName = new Map(actions.map((action) => [action.name, action]))
const { book, problems } = compile(readFlows('flows'), shapesOf(actions))

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.chat'))
  .sort()

test('the flows are sound', () => {
  expect(problems.map(({ message }) => message)).toEqual([])
})

describe.runIf(book)('transcripts', () => {
  const untaken = watchWays(book!)

  test.each(files)('%s', async (file) => {
    const path = `${import.meta.dirname}/${file}`
    const transcript = readTranscript(`test/transcripts/${file}`, readFileSync(path, 'utf8'))
    const inVietnamese = play(book!, byName, transcript, 'vi')
    const inEnglish = play(book!, byName, transcript, 'en', inVietnamese.pressed)
    // Whoever speaks English already changes nothing by asking for it.
    const apart = ({ shape }: Played) => shape.filter((one) => one !== '! language')
    expect(apart(inEnglish)).toEqual(apart(inVietnamese))
    // `npm test -- -u` writes down what the bot says now; the diff is what reviewers read.
    await expect(inVietnamese.text).toMatchFileSnapshot(path)
  })

  test('every flow has a transcript, and every way that a flow file writes is taken in one', () => {
    const missed = untaken().map(
      ({ flow, step, line, to }) => `flows/${flow}/flow.yaml:${line} ${step} → ${to}`,
    )
    expect(missed).toEqual([])
  })
})
