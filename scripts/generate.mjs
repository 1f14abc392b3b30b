// Generates the Prisma client when the schema has changed since the last time (about 2 s), else does nothing.
// Called by start, test, build and check, so that no step depends on an install script.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const OUT = 'src/generated/prisma'
const STAMP = `${OUT}/.schema`

const sum = createHash('sha256').update(readFileSync('package-lock.json'))
for (const file of readdirSync('prisma/schema').sort()) sum.update(readFileSync(`prisma/schema/${file}`))
const wanted = sum.digest('hex')

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) {
  console.log('Generating the database client. Once, about two seconds …')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/prisma/build/index.js', 'generate'],
    {
      encoding: 'utf8',
    },
  )
  if (status !== 0) {
    console.error(
      `${stdout}${stderr}\nThe Prisma client could not be generated from prisma/schema: see above.`,
    )
    process.exit(1)
  }
  writeFileSync(STAMP, wanted)
}
