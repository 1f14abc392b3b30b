import { afterEach } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { checkBooks } from './books.ts'
import { type World, world } from './world.ts'

/** Begins stories, each with a fund of its own. When one is told, its books must be right. Called once a file of stories. */
export function stories(db: () => Database): (about?: Parameters<typeof world>[1]) => Promise<World> {
  let begun: World | undefined
  afterEach(async () => {
    if (begun) await checkBooks(begun)
  })
  return async (about = {}) => {
    begun = await world(db(), about)
    return begun
  }
}
