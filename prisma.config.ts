import { existsSync } from 'node:fs'
import { defineConfig } from 'prisma/config'

// `prisma generate` and `prisma validate` never run the native schema engine, but the command line insists on
// having one and would download it. Any existing file satisfies it, so a closed network is enough.
const unused = import.meta.filename ?? 'prisma.config.ts'
if (!process.env.PRISMA_SCHEMA_ENGINE_BINARY && existsSync(unused)) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = unused
}

export default defineConfig({ schema: 'prisma/schema', migrations: { path: 'prisma/migrations' } })
