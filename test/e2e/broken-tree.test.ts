import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildProgram } from '../faults/build.ts'
import { testDataDir } from '../support/database.ts'
import { startProgram } from '../support/program.ts'

const FONTS = '@expo-google-fonts'

/** A copy of the program, from which something can be taken away. */
let tree = ''
beforeEach(async () => {
  const built = await buildProgram('real')
  tree = mkdtempSync(join(tmpdir(), 'ct-tree-'))
  for (const part of ['dist', 'src', 'flows', 'prisma', 'package.json'])
    cpSync(realpathSync(join(built, part)), join(tree, part), { recursive: true })
  mkdirSync(join(tree, 'node_modules'))
  for (const name of readdirSync('node_modules'))
    if (name !== FONTS) symlinkSync(resolve('node_modules', name), join(tree, 'node_modules', name))
})
afterEach(() => rmSync(tree, { recursive: true, force: true }))

/** Starts it, which does not come about. @returns what it said */
async function refusal(dataDir = join(tree, 'data')): Promise<string> {
  const program = await startProgram({ DATA_DIR: dataDir }, 'all', tree)
  expect(await program.ended()).toBe(1)
  expect(program.output(), 'no stack trace').not.toMatch(/\n\s+at |fault in the program/)
  return program.output()
}

const withFonts = () =>
  cpSync(`node_modules/${FONTS}`, join(tree, 'node_modules', FONTS), { recursive: true })

test('without its fonts the program says which, what for, and what to do', async () => {
  expect(await refusal()).toMatch(
    /^Chung Tay cannot go on: font face Be Vietnam Pro 300Light is missing: .* Run "npm ci", or copy .*\n$/,
  )
})

test('a broken font is told at the start, not by papers that never come', async () => {
  withFonts()
  const broken = join(tree, 'node_modules', FONTS, 'be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf')
  writeFileSync(broken, 'junk')
  expect(await refusal()).toMatch(
    /^Chung Tay cannot go on: font face .* 700Bold is broken \(.*\): .*"npm ci".*\n$/,
  )
})

test('flows that are not there, or are no files, are named', async () => {
  withFonts()
  const flow = join(tree, 'flows/menu/flow.yaml')
  rmSync(flow)
  mkdirSync(flow)
  expect(await refusal()).toBe(
    `Chung Tay cannot go on: ${flow} cannot be read (EISDIR). It must be a file that this user may read.\n`,
  )
  rmSync(join(tree, 'flows'), { recursive: true })
  expect(await refusal()).toBe(
    `Chung Tay cannot go on: ${tree}/flows cannot be read (ENOENT). Put back the folder of flows of this version.\n`,
  )
})

test('a seed file that is wrong is named, with the line and what to do', async () => {
  withFonts()
  const file = join(tree, 'prisma/seed/demo.yaml')
  const seed = readFileSync(file, 'utf8').replace('cap: 600', 'cap: 0')
  writeFileSync(file, seed)
  const line = seed.slice(0, seed.indexOf('cap: 0')).split('\n').length
  const dataDir = await testDataDir()
  expect(await refusal(dataDir)).toMatch(
    new RegExp(
      `the seed file ${file} cannot .*\n  line ${line}, needs\\.0\\.cap: must be more than 0\\.\nCorrect this`,
    ),
  )
  rmSync(dataDir, { recursive: true })
})
