import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { examine, report } from '../../src/commands/doctor.ts'
import { temporaryDatabase } from '../support/postgres.ts'
import { redisOrSkip } from '../support/services.ts'

test('the doctor finds PostgreSQL and Redis well, and a database without its tables not', async (context) => {
  const server = await temporaryDatabase()
  if (typeof server === 'string') return context.skip(server)
  const redis = await redisOrSkip(12)
  if (!redis) return context.skip('no Redis answers')
  const folder = mkdtempSync(join(tmpdir(), 'ct-doctor-'))
  try {
    const env = {
      DATA_DIR: folder,
      DATABASE_URL: server.url,
      REDIS_URL: redis,
      SECRET_KEY: 'c'.repeat(44),
      PUBLIC_URL: 'https://127.0.0.1:1',
    }
    const well = await examine(env)
    expect(well.filter(({ state }) => state === 'wrong')).toEqual([])
    expect(report(well)).toMatch(
      /ok +Redis +answers[\s\S]*look +PUBLIC_URL +is not reached[\s\S]*ok +database/,
    )
    expect(report(well)).toMatch(/ok +clock +the same here and in the database/)
    await server.db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    const bare = await examine(env)
    expect(bare.at(-1)).toMatchObject({ about: 'database', state: 'wrong' })
    expect(bare.at(-1)!.said).toMatch(/lacks \d+ migration.*Run the command "migrate"/)
  } finally {
    await server.drop()
    rmSync(folder, { recursive: true, force: true })
  }
})
