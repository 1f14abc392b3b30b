import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backup, restore } from '../../src/commands/backup.ts'
import { importSeed } from '../../src/commands/seed.ts'
import { readConfig } from '../../src/config.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { type TemporaryDatabase, temporaryDatabase } from '../support/postgres.ts'

test('a PostgreSQL database is backed up while it is used, and restored into an empty one with its rules', async (context) => {
  const [from, to] = [await temporaryDatabase(2), await temporaryDatabase(2)]
  if (typeof from === 'string' || typeof to === 'string') return context.skip(String(from))
  const folder = mkdtempSync(join(tmpdir(), 'ct-backup-'))
  const configOf = ({ url }: TemporaryDatabase, name: string) =>
    readConfig({ DATA_DIR: join(folder, name), DATABASE_URL: url, SECRET_KEY: 'e'.repeat(44) })
  const path = process.env.PATH!
  const kept = join(folder, 'kept')
  try {
    const yaml = readFileSync('test/fixtures/fund.yaml', 'utf8')
    await from.db.transaction((tx) => importSeed(tx, { ids: randomIds, now: new Date() }, yaml))
    const said = await backup(configOf(from, 'from'), kept, path)
    expect(said.join('\n')).toMatch(/SECRET_KEY is NOT in it/)

    await expect(restore(configOf(to, 'to'), kept, path)).rejects.toThrow(
      /has \d+ tables\. Restore into an empty/,
    )
    await to.db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    expect((await restore(configOf(to, 'to'), kept, path)).join('\n')).toMatch(/SECRET_KEY must be the one/)
    const needs = ({ db }: TemporaryDatabase) => db.prisma.need.findMany({ orderBy: { id: 'asc' } })
    expect((await needs(from)).length).toBeGreaterThan(0)
    expect(await needs(to)).toEqual(await needs(from))
    // Rules that only the database knows came along: nobody takes more than there is.
    const [need] = await needs(to)
    await expect(
      to.db.prisma.need.update({ where: { id: need!.id }, data: { taken: need!.cap + 1n } }),
    ).rejects.toThrow()

    await expect(backup(configOf(from, 'from'), join(folder, 'other'), folder)).rejects.toThrow(
      /pg_dump is not on this machine\. Install/,
    )
    writeFileSync(join(kept, 'database.dump'), 'half')
    await expect(restore(configOf(to, 'to'), kept, path)).rejects.toThrow(
      /database\.dump is missing, changed/,
    )
  } finally {
    await Promise.all([from.drop(), to.drop()])
    rmSync(folder, { recursive: true, force: true })
  }
})
