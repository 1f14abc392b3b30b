import { expect, test } from 'vitest'
import { isEnglish } from '../../src/engine/english.ts'
import { wordsOf } from '../../src/engine/hears.ts'

test.each([
  'hello',
  'Hello!',
  'good morning',
  'I want to donate',
  'how can I help?',
  'I already transferred',
  'where is my money',
  'is this a scam',
  'I want to talk to a human',
  'I would like to make a gift',
  "Hi, I'm Lan",
  "I'm Lan",
  'I have some milk to give',
  'on behalf of my mother 300k',
])('%j is English', (text) => {
  expect(isEnglish(wordsOf(text))).toBe(true)
})

test.each([
  '',
  'hi',
  'hello ad',
  'alo',
  'góp quà tết',
  'cho toi xin stk',
  'ck roi ma chua thay gi',
  'xin chao',
  'stk la gi',
  'ok shop',
  'scam',
  'help',
  '/help@ChungTayBot',
  'donate cho các em',
  'toi me an o day me i a',
])('%j is not', (text) => {
  expect(isEnglish(wordsOf(text))).toBe(false)
})
