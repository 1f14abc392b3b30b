/**
 * Word matching that knows accents: a word that is written with them must be right ("đúng" is not "dừng"), one that is
 * written without may be any ("dung" is both). Old and new tone placement (hoà, hòa) are the same word.
 */
export interface Word {
  /** Without marks, as `fold` gives it. */
  readonly base: string
  /** The tone of the word and the hats, breves, horns and bars of its letters, in order; '' for a plain word. */
  readonly marks: string
}

const TONES = '\u0300\u0301\u0303\u0309\u0323'
const HATS = '\u0302\u0306\u031b'
const WORD = /[\p{L}\p{N}]+/gu
const PLAIN_WORD = /[a-z0-9]+/g

/** A message in words, without punctuation and emoji, and without the letters that haste or feeling lets stand twice. */
export function wordsOf(text: string): Word[] {
  if (isPlain(text)) return text.toLowerCase().match(PLAIN_WORD)?.map(plainWord) ?? []
  // Letters that only look otherwise (𝐛𝐞́, ｂé) are the same letters.
  return text.normalize('NFKC').toLowerCase().match(WORD)?.map(wordOf) ?? []
}

const plainWord = (text: string): Word => ({ base: unstretched(text), marks: '' })

/** "đánhh", "ơiii": no Vietnamese word ends in the same letter twice. */
function unstretched(base: string): string {
  let end = base.length
  while (end > 1 && base[end - 1] === base[end - 2] && base[end - 1]! >= 'a') end--
  return end === base.length ? base : base.slice(0, end)
}

function isPlain(text: string): boolean {
  for (let n = 0; n < text.length; n++) if (text.charCodeAt(n) > 127) return false
  return true
}

/** Takes the marks off, as `fold` does, and keeps them apart. */
function wordOf(text: string): Word {
  if (isPlain(text)) return plainWord(text)
  let base = ''
  let tone = ''
  let hats = ''
  for (const char of text.normalize('NFD')) {
    if (TONES.includes(char)) tone = char
    else if (HATS.includes(char)) hats = hats.slice(0, -1) + char
    else if (!isMark(char)) {
      const barred = char === 'đ' || char === 'ð'
      base += barred ? 'd' : char
      hats += barred ? 'đ' : '-'
    }
  }
  const short = unstretched(base)
  hats = hats.slice(0, short.length)
  return { base: short, marks: tone === '' && /^-*$/.test(hats) ? '' : tone + hats }
}

const isMark = (char: string): boolean => char >= '\u0300' && char <= '\u036f'

const remembered = new Map<string, readonly Word[]>()

/** The same for a text of ours, like a label: few of them, each read many times. */
export function wordsOfLabel(text: string): readonly Word[] {
  const known = remembered.get(text)
  if (known) return known
  if (remembered.size >= 2000) remembered.clear()
  const words = wordsOf(text)
  remembered.set(text, words)
  return words
}

/** Whether a word that was heard can be the other one. */
export const canBe = (heard: Word, meant: Word): boolean =>
  heard.base === meant.base && (heard.marks === '' || heard.marks === meant.marks)

/** Whether a word that was heard can be one of these. */
export const isAnyOf = (heard: Word, meant: readonly Word[]): boolean =>
  meant.some((one) => canBe(heard, one))

/** How well what was heard fits a phrase from its beginning. */
export type Fit = 'exact' | 'unaccented' | undefined

export function fits(heard: readonly Word[], from: number, phrase: readonly Word[]): Fit {
  return alike(heard, from, phrase, 0, phrase.length)
}

/** The same for a stretch of both. */
function alike(
  heard: readonly Word[],
  from: number,
  phrase: readonly Word[],
  at: number,
  length: number,
): Fit {
  let fit: Fit = 'exact'
  for (let n = 0; n < length; n++) {
    const word = heard[from + n]
    const meant = phrase[at + n]!
    if (word === undefined || !canBe(word, meant)) return undefined
    if (word.marks !== meant.marks) fit = 'unaccented'
  }
  return fit
}

/** Whether a phrase stands in what was heard. */
export function contains(heard: readonly Word[], phrase: readonly Word[]): boolean {
  for (let from = 0; from + phrase.length <= heard.length; from++) if (fits(heard, from, phrase)) return true
  return false
}

/** Whether what was heard is a piece of a phrase. */
export function isPieceOf(heard: readonly Word[], phrase: readonly Word[]): boolean {
  for (let at = 0; at + heard.length <= phrase.length; at++) {
    if (alike(heard, 0, phrase, at, heard.length)) return true
  }
  return false
}

/** "dừng ạ", "menu nhé", "em chào chị", "cảm ơn bác nhiều": said politely and to somebody, meant wholly. */
const POLITE = 'ạ à nhé nha nhe nhá dạ vâng ơi nhiều lắm'.split(' ').flatMap(wordsOf)
const ADDRESSES = 'em anh chị cô chú bác bạn mình tôi con cháu ông bà ad admin shop quỹ'
  .split(' ')
  .flatMap(wordsOf)
const AROUND = [...POLITE, ...ADDRESSES]
/** "ạ", "nhé": nobody's name, as "cô" may be a piece of one. */
export const isPolite = (word: Word): boolean => isAnyOf(word, POLITE)
/** A word of politeness or address, that changes nothing at the ends of a message. */
export const isAround = (word: Word): boolean => isAnyOf(word, AROUND)

/** Whether two phrases can be the same message, so that only one of two flows would hear it. */
export function clash(a: readonly Word[], b: readonly Word[]): boolean {
  return a.length === b.length && (fits(a, 0, b) !== undefined || fits(b, 0, a) !== undefined)
}
