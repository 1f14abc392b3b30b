import { describe, expect, test } from 'vitest'
import { type Actions, compile, type FlowSource } from '../../src/engine/index.ts'
import { effortOf } from '../support/effort.ts'
import { ACTIONS, FACT_SHAPES, readFixtures } from './world.ts'

const sources = readFixtures()

/** The problems of the fixture flows with one text of one file changed. */
function problemsWith(file: string, from: string | RegExp, to: string, actions: Actions = ACTIONS): string[] {
  const [flow, name] = file.split('/') as [string, string]
  let hit = false
  const change = (text: string): string => {
    const changed = text.replace(from, to)
    hit ||= changed !== text
    return changed
  }
  const edited = sources.map((one): FlowSource => {
    if (one.flow !== flow) return one
    if (name === 'flow') return { ...one, steps: change(one.steps) }
    return { ...one, words: { ...one.words, [name]: change(one.words[name as 'vi']) } }
  })
  if (!hit) throw new Error(`${file} does not say ${from}`)
  const { book, problems } = compile(edited, actions, { facts: FACT_SHAPES })
  expect(book === undefined).toBe(problems.length > 0)
  for (const { file: where, line, message } of problems)
    expect(message.startsWith(`${where}:${line} `)).toBe(true)
  return problems.map((one) => one.message)
}

test('the fixtures are sound', () => {
  expect(compile(sources, ACTIONS, { facts: FACT_SHAPES }).problems).toEqual([])
})

test('a new question lacks its texts once in each language, at the place where they belong', () => {
  const asked = 'where:\n    say: where\n    choose: { here: greet, away: greet }\n  greet:\n    say: greet'
  const lacks = 'lacks "where", "where.here", "where.away", which step "where" says (flow.yaml:20). Add them.'
  expect(
    problemsWith('gift/flow', '- { then: greet }\n  greet:\n    say: greet', `- { then: where }\n  ${asked}`),
  ).toEqual([`flows/gift/en.yaml:1 ${lacks}`, `flows/gift/vi.yaml:1 ${lacks}`])
})

test('the words of a flow that was copied are told in one line a file', () => {
  const gift = sources.find((one) => one.flow === 'gift')!
  const copy = { ...gift, flow: 'second', steps: gift.steps.replace('flow: gift', 'flow: second') }
  const { problems } = compile([...sources, copy], ACTIONS, { facts: FACT_SHAPES })
  const told = problems.map(({ message }) => message).filter((one) => one.includes('"hears"'))
  expect(told).toHaveLength(1)
  for (const one of told)
    expect(one).toMatch(
      /^flows\/second\/vi\.yaml:2 "hears": ".+", ".+" belong to "gift" already \(flows\/gift\/vi\.yaml:2\)\. Keep each in one of the two\.$/,
    )
})

describe('two mistakes are told at once', () => {
  const cases: [what: string, edits: [file: string, from: string, to: string][], problems: RegExp[]][] = [
    [
      'a misspelt key, an outcome that is not handled, a sentence that both languages lack',
      [
        ['gift/flow', ', gone: gone, closed: closed }', ', closed: closed }\n    sett: {}'],
        ['gift/vi', 'greet: ', 'gret: '],
        ['gift/en', 'greet: ', 'gret: '],
      ],
      [
        /gift\/en\.yaml:1 lacks "greet", which step "greet" says \(flow\.yaml:20\)\. Did you mean "gret"\?$/,
        /gift\/flow\.yaml:61 step "hold": outcome "gone" of pledge\.create is not handled/,
        /gift\/flow\.yaml:\d+ step "hold": a step has no "sett"\. Did you mean "set"\?$/,
        /gift\/vi\.yaml:1 lacks "greet"/,
      ],
    ],
    [
      'two placeholders in one sentence',
      [['gift/vi', 'greet: |\n', 'greet: |\n  {a b} {fund|loud}\n']],
      [
        /gift\/vi\.yaml:\d+ "greet" cannot read the placeholder \{a b\}\.$/,
        /gift\/vi\.yaml:\d+ "greet" knows no form "loud"/,
      ],
    ],
    [
      'a file that is no YAML lacks nothing besides',
      [
        ['gift/vi', 'greet.give: Góp quà Tết', 'greet.give: Góp: quà Tết'],
        ['gift/flow', ', gone: gone, closed: closed }', ', closed: closed }'],
      ],
      [/gift\/flow\.yaml:61 .*outcome "gone"/, /gift\/vi\.yaml:\d+ is not YAML/],
    ],
  ]
  test.each(cases)('%s', (_, edits, expected) => {
    const edited = sources.map((one): FlowSource => {
      let { steps, words } = one
      for (const [file, from, to] of edits) {
        const [flow, name] = file.split('/')
        if (flow !== one.flow) continue
        if (name === 'flow') steps = steps.replace(from, to)
        else words = { ...words, [name as 'vi']: words[name as 'vi'].replace(from, to) }
      }
      return { ...one, steps, words }
    })
    const told = compile(edited, ACTIONS, { facts: FACT_SHAPES }).problems.map((one) => one.message)
    for (const problem of expected)
      expect(told, told.join('\n')).toContainEqual(expect.stringMatching(problem))
    expect(told, told.join('\n')).toHaveLength(expected.length)
  })
})

describe('a problem says where, what, and what to do', () => {
  const cases: [what: string, file: string, from: string | RegExp, to: string, problem: string][] = [
    [
      'an outcome that is not handled',
      'gift/flow',
      ', gone: gone, closed: closed }',
      ', closed: closed }',
      'flows/gift/flow.yaml:61 step "hold": outcome "gone" of pledge.create is not handled. Add it under "on:".',
    ],
    [
      'an outcome that is none',
      'gift/flow',
      'some: which_place',
      'sum: which_place',
      'flows/gift/flow.yaml:48 step "places": need.places has no outcome "sum". Did you mean "some"?',
    ],
    [
      'an unknown action',
      'gift/flow',
      'pledge.create',
      'pledge.creat',
      'flows/gift/flow.yaml:61 step "hold": there is no action "pledge.creat". Did you mean "pledge.create"?',
    ],
    [
      'an unknown input',
      'gift/flow',
      'with: { amount: amount, need',
      'with: { amount: amount, needs',
      'flows/gift/flow.yaml:62 step "hold": pledge.create takes no "needs". Did you mean "need"?',
    ],
    [
      'a missing input',
      'gift/flow',
      'with: { most: 3 }',
      'with: {}',
      'flows/gift/flow.yaml:45 step "places": need.places needs "most". Add it under "with:".',
    ],
    [
      'an input of the wrong type',
      'gift/flow',
      'with: { most: 3 }',
      'with: { most: ba }',
      'flows/gift/flow.yaml:46 step "places": "most" is number, and "ba" is text. Give something else.',
    ],
    [
      'a step that is not there',
      'gift/flow',
      'give: how_much',
      'give: how_mutch',
      'flows/gift/flow.yaml:23 step "greet": there is no step "how_mutch". Did you mean "how_much"?',
    ],
    [
      'a flow that is not there',
      'gift/flow',
      'call: about-fund',
      'call: about-found',
      'flows/gift/flow.yaml:25 step "greet.about": there is no flow "about-found". Did you mean "about-fund"?',
    ],
    [
      'a value that a flow does not take',
      'menu/flow',
      'with: { kind:',
      'with: { kin:',
      'flows/menu/flow.yaml:11 step "open.visit": flow "visit" takes no "kin". Did you mean "kind"?',
    ],
    [
      'an unreachable step',
      'gift/flow',
      'large }',
      'decide }',
      'flows/gift/flow.yaml:69 step "large": no way leads here. Lead to it from another step, or remove it.',
    ],
    [
      'a dead end',
      'gift/flow',
      '    say: named\n    then: decide',
      '    say: named',
      'flows/gift/flow.yaml:85 step "named": does not say how to go on. Add "then:" with a step, "end" or "quit".',
    ],
    [
      'a start that is none',
      'gift/flow',
      'start: hello',
      'start: helo',
      'flows/gift/flow.yaml:3 starts at "helo", which is no step. Did you mean "hello"?',
    ],
    [
      'an unknown key',
      'gift/flow',
      'rest: true',
      'rests: true',
      'flows/gift/flow.yaml:26 step "greet": a step has no "rests". Did you mean "rest"?',
    ],
    [
      'an unknown key of an option',
      'gift/flow',
      'then: hold, if: campaign',
      'then: hold, when: campaign',
      'flows/gift/flow.yaml:33 step "how_much": option "two": an option has no "when". Did you mean "then"?',
    ],
    [
      'two verbs',
      'gift/flow',
      '  hold:\n',
      '  hold:\n    call: human\n',
      'flows/gift/flow.yaml:60 step "hold": "do" and "call" are two verbs. Make two steps of it.',
    ],
    [
      'a key of another verb',
      'help/flow',
      'say: tell',
      'say: tell\n    rest: true',
      'flows/help/flow.yaml:7 step "tell": a step without a verb has no "rest". It goes with "choose", "ask"; remove it.',
    ],
    [
      'an unknown kind of answer',
      'visit/flow',
      'read: phone',
      'read: phon',
      'flows/visit/flow.yaml:41 step "phone": "ask" cannot read "phon". Did you mean "phone"?',
    ],
    [
      'an unknown type',
      'visit/flow',
      'day: day',
      'day: date',
      'flows/visit/flow.yaml:6 "day": there is no type "date". Did you mean "day"?',
    ],
    [
      'a value that is not declared',
      'visit/flow',
      'as: people,',
      'as: peoples,',
      'flows/visit/flow.yaml:27 step "people": "peoples" is not a value of this flow. Did you mean "people"?',
    ],
    [
      'an answer kept as another type',
      'visit/flow',
      'people: number',
      'people: text',
      'flows/visit/flow.yaml:27 step "people": "people" is kept as text, and this is number. Change "keeps", or use another name.',
    ],
    [
      'a time that is none',
      'gift/flow',
      'after: 15m',
      'after: 15 phút',
      'flows/gift/flow.yaml:78 step "decide": "15 phút" is no length of time. Write 30s, 15m, 2h or 3d.',
    ],
    [
      'an expression that cannot be read',
      'gift/flow',
      '= 2 * campaign.unit_price',
      '= 2 x campaign.unit_price',
      'flows/gift/flow.yaml:28 step "how_much": the expression "2 x campaign.unit_price" does not expect "x" there.',
    ],
    [
      'a name that nothing has',
      'gift/flow',
      'amount >= 5000000',
      'amont >= 5000000',
      'flows/gift/flow.yaml:67 step "held": "amont" is no value of this flow. Did you mean "amount"?',
    ],
    [
      'arithmetic with text',
      'gift/flow',
      'count * campaign',
      'name * campaign',
      'flows/gift/flow.yaml:42 step "multiply": "*" counts with numbers and money, not with text.',
    ],
    [
      'things that are never alike',
      'gift/flow',
      'amount >= 5000000',
      "amount >= 'nhiều'",
      'flows/gift/flow.yaml:67 step "held": ">=" compares money with text, which are never alike.',
    ],
    [
      'a text where a value was meant',
      'gift/flow',
      'amount: = two',
      'amount: two',
      'flows/gift/flow.yaml:33 step "how_much": "amount" is money, and "two" is text. For the value write "= two".',
    ],
    [
      'a branch that may hold nowhere',
      'gift/flow',
      '- { then: greet }',
      '- { if: quick, then: greet }',
      'flows/gift/flow.yaml:19 step "hello": perhaps no case of "branch" holds. Add a last one without "if".',
    ],
    [
      'a case that hides others',
      'gift/flow',
      '{ if: campaign = null, then: closed }',
      '{ then: closed }',
      'flows/gift/flow.yaml:18 step "hello": only the last case may lack "if": what follows is never reached.',
    ],
    [
      'a question without a word',
      'help/flow',
      'say: tell\n    then: end',
      'choose: { a: end }',
      'flows/help/flow.yaml:5 step "tell": asks without saying anything. Add "say:" with the question.',
    ],
    [
      'perhaps no option',
      'gift/flow',
      '      none: how_much\n',
      '      none: { then: how_much, if: quick }\n',
      'flows/gift/flow.yaml:55 step "which_place": perhaps no option is there at all. Add one without "if" and "from".',
    ],
    [
      'no option that can be seen',
      'gift/flow',
      '      none: how_much\n',
      '      none: { then: how_much, means: any }\n',
      'flows/gift/flow.yaml:55 step "which_place": perhaps no option is there at all. Add one without "if" and "from".',
    ],
    [
      'words alone, on a condition',
      'gift/flow',
      '      none: how_much\n',
      '      none: how_much\n      any: { then: how_much, means: any, if: quick }\n',
      'flows/gift/flow.yaml:57 step "which_place": "means: any" takes no "if" and no "from". Remove them.',
    ],
    [
      'too many buttons',
      'menu/flow',
      'english:',
      'a: end\n      b: end\n      english:',
      'flows/menu/flow.yaml:14 step "open": has more than 5 buttons (6). Put some of them in a step of their own.',
    ],
    [
      'a circle without a wait',
      'help/flow',
      'then: end',
      'then: tell',
      'flows/help/flow.yaml:5 step "tell": goes round without waiting for anybody (help › tell). Ask something, or end it.',
    ],
    [
      'a circle of actions',
      'stop/flow',
      'on: { saved: told }',
      'on: { saved: stopped }',
      'goes round without waiting for anybody (stop › stopped)',
    ],
    [
      'a circle through another flow',
      'about-fund/flow',
      'say: page\n    then: ask',
      'call: help\n    then: page',
      'goes round without waiting for anybody (about-fund › page)',
    ],
    [
      'buttons on what is to be copied',
      'gift/flow',
      '      - { copy: amount }\n      - code\n',
      '      - { copy: amount }\n',
      'flows/gift/flow.yaml:92 step "code": its buttons would hang on a bubble that is to be copied. Say a text after it.',
    ],
    [
      'a picture that is none',
      'gift/flow',
      'image: result.pledge.qr',
      'image: result.pledge.code',
      'flows/gift/flow.yaml:90 step "code": the image is file, and "result.pledge.code" is text. Give something else.',
    ],
    [
      'a field that the outcome does not give',
      'gift/flow',
      'copy: result.pledge.code',
      'copy: result.pledge.codes',
      'flows/gift/flow.yaml:91 step "code": "result.pledge.codes" leads nowhere: there is no "codes" in it here.',
    ],
    [
      'a missing text',
      'gift/vi',
      'named: Mình ghi "{name}".\n',
      '',
      'flows/gift/vi.yaml:29 lacks "named", which step "named" says (flow.yaml:85). Add it.',
    ],
    [
      'a misspelt text',
      'gift/en',
      'named: I write',
      'name: I write',
      'flows/gift/en.yaml:24 is not YAML: Map keys must be unique. Check spaces, colons and quotes there.',
    ],
    [
      'a text that nobody says',
      'gift/vi',
      'closed: Đợt',
      'closet: Đợt',
      'flows/gift/vi.yaml:40 "closet" is said nowhere. Did you mean "closed"?',
    ],
    [
      'a placeholder that is nothing',
      'gift/vi',
      '{amount} cho bạn',
      '{amout} cho bạn',
      'flows/gift/vi.yaml:24 "decide" shows {amout}, which is no value of this flow. Did you mean "amount"?',
    ],
    [
      'a placeholder that is never set',
      'gift/vi',
      'Một suất quà',
      'Một {amount} quà',
      'flows/gift/vi.yaml:4 "greet" shows {amount}, which is never set at step "greet". Set it before, or remove it.',
    ],
    [
      'a placeholder that may not be set',
      'gift/vi',
      'gone: Chỗ này',
      'gone: Chỗ {place.name} này',
      'flows/gift/vi.yaml:36 "gone" shows {place.name}, which may not be set at step "gone". Branch on it before.',
    ],
    [
      'a name that may be missing',
      'gift/vi',
      'Chào bạn',
      'Chào {me.name}',
      'flows/gift/vi.yaml:4 "greet" shows {me.name}, which may not be set at step "greet". Branch on it before.',
    ],
    [
      'a field that is not there',
      'gift/vi',
      'pledge.until|day',
      'pledge.till|day',
      'flows/gift/vi.yaml:24 "decide" shows {result.pledge.till}, but at step "decide" there is no "till" in it.',
    ],
    [
      'a field that a list does not have',
      'gift/vi',
      'còn {left}',
      'còn {lef}',
      'flows/gift/vi.yaml:20 "which_place.each.text" shows {lef}, which is no value of this flow. Did you mean "left"?',
    ],
    [
      'a field that no fact has',
      'about-fund/vi',
      '{fund.page}',
      '{fund.pae}',
      'flows/about-fund/vi.yaml:9 "page" shows {fund.pae}, but at step "page" there is no "pae" in it.',
    ],
    [
      'a campaign’s field that is none',
      'gift/flow',
      '= 2 * campaign.unit_price',
      '= 2 * campaign.price',
      'step "how_much": "campaign.price" leads nowhere: there is no "price" in it here.',
    ],
    [
      'a form that does not fit',
      'gift/vi',
      '{amount|words}',
      '{amount|day}',
      'flows/gift/vi.yaml:23 "large" shows {amount|day}, but it is money.',
    ],
    [
      'a form that is none',
      'gift/vi',
      '{amount|words}',
      '{amount|word}',
      'flows/gift/vi.yaml:23 "large" knows no form "word". Did you mean "words"?.',
    ],
    [
      'the price of a unit where no money is asked',
      'gift/flow',
      'read: number, as: count,',
      'read: number, as: count, each: 3,',
      '"each" goes with "read: money". Remove it.',
    ],
    [
      'a gift where a number is asked',
      'gift/flow',
      'read: number, as: count,',
      'read: number, as: count, gift: true,',
      '"gift" goes with "read: money". Remove it.',
    ],
    [
      'a day beside something else than money',
      'gift/flow',
      'read: number, as: count,',
      'read: number, as: count, day: count,',
      '"day" goes with "read: money". Remove it.',
    ],
    [
      'a label for what is not copied',
      'seen/flow',
      '{ document: receipt, text: receipt }',
      '{ document: receipt, text: receipt, label: receipt }',
      '"label" goes with "copy". Use "text".',
    ],
    [
      'an option that means nothing we know',
      'gift/flow',
      'more: how_many',
      'more: { then: how_many, means: perhaps }',
      '"means" is one of yes, no, back, any, erase, words.',
    ],
    [
      'what comes next in no way we know',
      'gift/flow',
      'start: hello',
      'start: hello\ncomes_next: perhaps',
      '"comes_next" is one of always, sum.',
    ],
    [
      'half a placeholder',
      'gift/vi',
      '{amount|words}',
      '{amount|words',
      'has a "{" or "}" without its other half',
    ],
    [
      'a text that is too long',
      'gift/vi',
      'Chỗ này vừa',
      `Chỗ này ${'rất '.repeat(80)}vừa`,
      'flows/gift/vi.yaml:36 "gone" is about 346 characters; a bubble holds 320. Say it in two.',
    ],
    [
      'too many lines',
      'help/vi',
      'tell: Bạn chọn',
      'tell: |\n  a\n  b\n  c\n  d\n  e\n  Bạn chọn',
      'flows/help/vi.yaml:1 "tell" has 6 lines; a bubble holds 5. Say it in two.',
    ],
    [
      'a button that is too long',
      'gift/vi',
      'Lấy mã chuyển khoản',
      'Lấy mã chuyển khoản ngay',
      'flows/gift/vi.yaml:25 "decide.code" is a button of about 24 characters; 20 fit. Shorten it.',
    ],
    [
      'labels that read alike',
      'gift/vi',
      'gone.no: Để sau',
      'gone.no: Góp nói khạc',
      'flows/gift/vi.yaml:38 "gone.no" reads like "gone.again" without accents. Name one differently.',
    ],
    [
      'a label that is a word of everywhere',
      'gift/vi',
      'gone.no: Để sau',
      'gone.no: Trợ giúp',
      'flows/gift/vi.yaml:38 "gone.no": "Trợ giúp" is what people say to get to "help". Lead there, or name it differently.',
    ],
    [
      'words that two flows claim',
      'visit/vi',
      'has: [đi trao quà',
      'whole: [Qua Tet]\n  has: [đi trao quà',
      'flows/visit/vi.yaml:2 "hears": "Qua Tet" belongs to "gift" already (flows/gift/vi.yaml:2). Keep one.',
    ],
    [
      'words that a built-in has',
      'visit/vi',
      'has: [đi trao quà',
      'whole: [dừng]\n  has: [đi trao quà',
      'flows/visit/vi.yaml:2 "hears": "dừng" belongs to "stop" already (flows/common/vi.yaml:2). Keep one.',
    ],
    [
      'an unknown key of hears',
      'visit/vi',
      '  has:',
      '  hass:',
      'flows/visit/vi.yaml:2 "hears" knows no "hass". Did you mean "has"?',
    ],
    [
      'a star where nothing is between',
      'visit/vi',
      'has: [đi trao quà',
      'has: [trao *, đi trao quà',
      'flows/visit/vi.yaml:2 "hears.has": "trao *". A "*" stands between two words.',
    ],
    [
      'more stars than are looked for',
      'visit/vi',
      'has: [đi trao quà',
      'has: [đi * trao * quà * xã, đi trao quà',
      'At most 2 "*" in a phrase. Write two phrases.',
    ],
    [
      'two words between bars',
      'visit/vi',
      'has: [đi trao quà',
      'has: [đi|, đi trao quà',
      'flows/visit/vi.yaml:2 "hears.has": "đi|". Between "|" stands one word each, without spaces: "bố|mẹ".',
    ],
    [
      'a star in a whole message',
      'visit/vi',
      'has: [đi trao quà',
      'whole: [đi * quà]\n  has: [đi trao quà',
      'flows/visit/vi.yaml:2 "hears.whole": "đi * quà". "*" and "|" are read in "has", "first" and "all_of"',
    ],
    [
      'an exception where nobody is in danger',
      'visit/vi',
      'has: [đi trao quà',
      'except: [đi chơi]\n  has: [đi trao quà',
      'flows/visit/vi.yaml:2 "hears.except" is for an urgent flow. Write what is heard more narrowly.',
    ],
    [
      'a list instead of a text',
      'help/vi',
      'tell: Bạn',
      'tell:\n  - Bạn',
      'flows/help/vi.yaml:1 "tell" is a list. A text is one bubble; give each its own name.',
    ],
    ['a child’s name', 'gift/vi', '{place.unit}', '{place.child_name}', 'which would tell who a child is'],
    [
      'a child’s school in a value',
      'visit/flow',
      'keeps:\n',
      'keeps:\n  school: text\n',
      '"school" would tell who a child is',
    ],
    [
      'a sentence that the engine needs',
      'common/vi',
      /repair\.twice: .*\n/,
      '',
      'flows/common/vi.yaml:1 lacks "repair.twice", which the engine says. Add it.',
    ],
    [
      'a sentence that the engine does not say',
      'common/vi',
      'broken:',
      'brokn: a\nbroken:',
      'flows/common/vi.yaml:44 "brokn" is nothing that the engine says. Did you mean "broken"?',
    ],
    [
      'a placeholder the engine does not give',
      'common/vi',
      '{heard}',
      '{said}',
      'flows/common/vi.yaml:40 "repair.twice" shows {said}. It may show {heard}.',
    ],
    [
      'a built-in word that is missing',
      'common/vi',
      /\n {2}back: .*/,
      '',
      'flows/common/vi.yaml:2 "hears" lacks the built-in word "back". Add it: back: [ … ].',
    ],
    [
      'a flow without a line about it',
      'help/flow',
      'about: What one can say\n',
      '',
      'flows/help/flow.yaml:1 does not say what it is for. Add "about: …".',
    ],
    [
      'a flow in another folder',
      'help/flow',
      'flow: help',
      'flow: helpp',
      'flows/help/flow.yaml:1 is in the folder "help". Write "flow: help".',
    ],
    [
      'a name that is taken',
      'help/flow',
      /tell/g,
      'end',
      'flows/help/flow.yaml:5 step "end": this is no name for a step.',
    ],
    [
      'a language that is none',
      'menu/flow',
      'lang: en',
      'lang: fr',
      'flows/menu/flow.yaml:12 step "open": option "english": "lang" is vi or en.',
    ],
    [
      'an anchor',
      'help/flow',
      'tell:',
      'tell: &a',
      'flows/help/flow.yaml:5 uses "&" or "*" of YAML to repeat a part. Write the part out; quote a text that begins so.',
    ],
    ['a tab', 'help/flow', '  tell:', '\ttell:', 'is not YAML'],
    [
      'no map at all',
      'help/flow',
      /[\s\S]+/,
      '- a\n- b\n',
      'flows/help/flow.yaml:1 is not a map of names. It begins with "name: value" lines.',
    ],
    [
      'nothing at all',
      'help/flow',
      /[\s\S]+/,
      ' \n',
      'flows/help/flow.yaml:1 is empty. Begin with "flow: help".',
    ],
  ]
  for (const [what, file, from, to, problem] of cases) {
    test(what, () => {
      const found = problemsWith(file, from, to)
      expect(found.join('\n')).toContain(problem)
      // One mistake is told once or twice (in both languages), not as an avalanche.
      expect(found.length, found.join('\n')).toBeLessThanOrEqual(6)
    })
  }
})

describe('what is fine', () => {
  const fine: [what: string, file: string, from: string | RegExp, to: string][] = [
    [
      'to show what a branch has made sure of',
      'gift/flow',
      '- { then: greet }',
      "- { if: me.name != null and me.name != 'x', then: greet }\n      - { then: greet }",
    ],
    ['nested words', 'help/vi', 'tell: ', 'tell:   '],
    ['a label that the stop word softens', 'gift/vi', 'gone.no: Để sau', 'gone.no: Dừng'],
    ['comments and other spacing', 'gift/flow', 'steps:', '# the steps\n\nsteps:'],
    ['CRLF', 'help/flow', /\n/g, '\r\n'],
    [
      'a text before the flow that calls comes back',
      'menu/flow',
      'then: open }\n      visit',
      'then: end }\n      visit',
    ],
  ]
  for (const [what, file, from, to] of fine)
    test(what, () => expect(problemsWith(file, from, to)).toEqual([]))

  test('but "is not Lan" does not make sure of a name', () => {
    const lan = sources.map((one) =>
      one.flow !== 'help'
        ? one
        : {
            ...one,
            steps: one.steps.replace(
              'say: tell\n    then: end',
              "branch:\n      - { if: me.name != 'Lan', then: named }\n      - { then: end }\n  named:\n    say: tell\n    then: end",
            ),
            words: { vi: 'tell: Chào {me.name}.\n', en: 'tell: Hello {me.name}.\n' },
          },
    )
    expect(compile(lan, ACTIONS).problems.map((one) => one.message)).toEqual([
      'flows/help/en.yaml:1 "tell" shows {me.name}, which may not be set at step "named". Branch on it before.',
      'flows/help/vi.yaml:1 "tell" shows {me.name}, which may not be set at step "named". Branch on it before.',
    ])
  })

  test('showing a name after branching on it', () => {
    const edited = sources.map((one) =>
      one.flow !== 'help'
        ? one
        : {
            ...one,
            steps:
              'flow: help\nabout: Greets by name\nstart: who\nsteps:\n  who:\n    branch:\n' +
              '      - { if: me.name = null, then: tell }\n      - { then: named }\n' +
              '  tell:\n    say: tell\n    then: end\n  named:\n    say: named\n    then: end\n',
            words: {
              vi: 'tell: Chào bạn.\nnamed: Chào {me.name}.\n',
              en: 'tell: Hello.\nnamed: Hello {me.name}.\n',
            },
          },
    )
    expect(compile(edited, ACTIONS).problems).toEqual([])
  })
})

describe('files that attack', () => {
  const bombs: Record<string, string> = {
    'an alias bomb': `a: &a [x, x]\n${Array.from({ length: 30 }, (_, n) => `k${n}: &k${n} [*a, *a]`).join('\n')}`,
    'deep brackets': '['.repeat(20_000),
    'deep maps': Array.from({ length: 500 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
    'a huge file': `a: ${'x'.repeat(300_000)}`,
    'odd keys': '? [a, b]\n: c\n__proto__: { a: 1 }\nconstructor: 1\n',
    binary: '\u0000\u0001\ufffe',
    'a tag': 'a: !!js/function "x"\n',
    'two documents': 'a: 1\n---\nb: 2\n',
    'a merge': '<<: { a: 1 }\n',
  }
  for (const [what, text] of Object.entries(bombs)) {
    test(what, () => {
      for (const file of ['flow', 'vi'] as const) {
        const edited = sources.map((one) => {
          if (one.flow !== 'help') return one
          return file === 'flow' ? { ...one, steps: text } : { ...one, words: { ...one.words, vi: text } }
        })
        const effort = effortOf(() => {
          const { book, problems } = compile(edited, ACTIONS)
          expect(book).toBeUndefined()
          expect(problems[0]!.file).toBe(file === 'flow' ? 'flows/help/flow.yaml' : 'flows/help/vi.yaml')
        })
        expect(effort).toBeLessThan(10_000)
      }
    })
  }

  test('no flows at all', () => {
    expect(compile([], ACTIONS).problems.map((one) => one.file)).toContain('flows/common/vi.yaml')
  })

  test('the same flow twice', () => {
    const { problems } = compile([...sources, sources.find((one) => one.flow === 'help')!], ACTIONS)
    expect(problems.map((one) => one.message)).toEqual([
      'flows/help/flow.yaml:1 there are two flows "help". Remove one.',
    ])
  })
})
