import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { embeddedFolder, refuseUnwritable, StartError, takeDataDir } from '../../src/platform/data-dir.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-data-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a second process on the same folder is refused with one sentence that says what to do', () => {
  const first = takeDataDir(folder)
  expect(() => takeDataDir(folder)).toThrow(StartError)
  expect(() => takeDataDir(folder)).toThrow(/is in use by another Chung Tay \(process \d+\)\. Stop that one/)
  first.release()
  takeDataDir(folder).release()
})

test('after kill -9 the folder is free, even when the number is used again', async () => {
  const child = spawn('sleep', ['60'])
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  writeFileSync(join(folder, 'in-use'), `${child.pid} ${started}`)
  expect(() => takeDataDir(folder)).toThrow(/in use/)
  writeFileSync(join(folder, 'in-use'), `${child.pid} 1`)
  takeDataDir(folder).release()
  writeFileSync(join(folder, 'in-use'), `${child.pid} ${started}`)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  takeDataDir(folder).release()
})

test('a folder that cannot be made is named', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => takeDataDir(join(folder, 'file', 'data'))).toThrow(/cannot be made \(ENOTDIR\).*DATA_DIR/)
})

test('a folder inside one where nothing can be made is refused at once', () => {
  expect(() => takeDataDir('/proc/nope')).toThrow(/cannot be made \(ENOENT\).*DATA_DIR/)
  takeDataDir(join(folder, 'some', 'where', 'new')).release()
})

test('what a first start left half made is begun afresh; a database that was settled is kept', () => {
  const first = embeddedFolder(folder)
  expect(first.isNew).toBe(true)
  mkdirSync(first.path)
  writeFileSync(join(first.path, 'PG_VERSION'), '17')
  const second = embeddedFolder(folder)
  expect(second.isNew).toBe(true)
  expect(existsSync(first.path)).toBe(false)
  mkdirSync(second.path)
  writeFileSync(join(second.path, 'PG_VERSION'), '17')
  second.settle()
  expect(embeddedFolder(folder).isNew).toBe(false)
  expect(existsSync(join(first.path, 'PG_VERSION'))).toBe(true)
})

test('a folder of a database without its first file is half a database', () => {
  mkdirSync(join(folder, 'database', 'base'), { recursive: true })
  expect(embeddedFolder(folder).isNew).toBe(true)
})

test('a folder for papers into which nothing can be written is named, with its setting', {
  timeout: 5_000,
}, () => {
  const made = join(folder, 'made', 'anew')
  refuseUnwritable(made, 'FILES_URL')
  expect(readdirSync(made)).toEqual([])
  writeFileSync(join(folder, 'file'), '')
  for (const path of [join(folder, 'file'), '/proc/nope', '/proc'])
    expect(() => refuseUnwritable(path, 'FILES_URL')).toThrow(/cannot be written into .* in FILES_URL\.$/)
})
