import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { testDatabase } from '../support/database.ts'

/** The migrations make exactly the tables that prisma/schema describes. */
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const TYPES: Record<string, string> = {
  String: 'text',
  DateTime: 'timestamp with time zone',
  BigInt: 'bigint',
  Int: 'integer',
  Boolean: 'boolean',
  Bytes: 'bytea',
  Json: 'jsonb',
}

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
}

const line = (c: Column) => `${c.table}.${c.column} ${c.type}${c.nullable ? '' : ' not null'}`

test('every column of the schema is in the database, of its type, and no other', async () => {
  const rows = await db.prisma.$queryRawUnsafe<
    { table_name: string; column_name: string; data_type: string; is_nullable: string }[]
  >(
    `select table_name::text, column_name::text, data_type::text, is_nullable::text from information_schema.columns
     where table_schema = 'public' and table_name not like '\\_prisma%'`,
  )
  const found = rows.map((row) =>
    line({
      table: row.table_name,
      column: row.column_name,
      type: row.data_type,
      nullable: row.is_nullable === 'YES',
    }),
  )
  expect(found.toSorted()).toEqual(described().map(line).toSorted())
  expect(found.length).toBeGreaterThan(100)
})

test('every migration says what, why and how to undo', () => {
  const folders = readdirSync('prisma/migrations', { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  for (const { name } of folders) {
    const head = readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8')
    expect(head, name).toMatch(/^-- What: .+/m)
    expect(head, name).toMatch(/^-- Why: .+/m)
    expect(head, name).toMatch(/^-- Undo: .+/m)
  }
  expect(folders.length).toBeGreaterThan(0)
})

/** Reads prisma/schema/*.prisma: models, their mapped names, and scalar fields. */
function described(): Column[] {
  const text = readdirSync('prisma/schema')
    .map((file) => readFileSync(`prisma/schema/${file}`, 'utf8'))
    .join('\n')
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map((found) => ({
    name: found[1]!,
    body: found[2]!,
  }))
  const names = new Set(models.map((model) => model.name))
  return models.flatMap(({ name, body }) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name
    return body.split('\n').flatMap((raw): Column[] => {
      const field = /^\s+(\w+)\s+(\w+)(\?|\[\])?(.*)$/.exec(raw.replace(/\/\/.*$/, ''))
      if (!field || names.has(field[2]!)) return []
      const [, own, type, optional, rest] = field
      return [
        {
          table,
          column: /@map\("(\w+)"\)/.exec(rest!)?.[1] ?? own!,
          type: rest!.includes('@db.Uuid') ? 'uuid' : rest!.includes('@db.Date') ? 'date' : TYPES[type!]!,
          nullable: optional === '?',
        },
      ]
    })
  })
}
