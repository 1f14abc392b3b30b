import { openGiving } from '../app/giving.ts'
import { officerKeys } from '../organisers/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { type Ground, HOME, readText } from '../running/start.ts'
import { papersKey, wordsUnder } from '../spending/index.ts'
import { naming } from './seed-file.ts'
import { tellDemo } from './story.ts'
import { readStory } from './story-shape.ts'

/** What a first start without any settings makes: prisma/seed/demo.yaml, and the story that demo-story.yaml tells in it. */
export async function makeDemo(
  base: Ground & { readonly ids: Ids; readonly clock: Clock; readonly site: string },
): Promise<void> {
  const { db, secret, clock } = base
  const [demoFile, storyFile] = [`${HOME}prisma/seed/demo.yaml`, `${HOME}prisma/seed/demo-story.yaml`]
  const read = (file: string) => readText(file, 'the demo world', 'Put back prisma/seed of this version.')
  const demo = read(demoFile)
  const story = await naming(storyFile, () => readStory(read(storyFile)))
  const giving = await openGiving({ ...base, queue: undefined })
  const officers = await officerKeys(db, secret)
  const words = wordsUnder(await papersKey(db, secret))
  const parts = { giving, officers, words, now: clock.now() }
  await naming(demoFile, () => db.transaction((tx) => tellDemo(tx, parts, demo, story)))
}
