import { describe, expect, test } from 'vitest'
import { atRest, repeats, sentence } from '../../src/engine/index.ts'
import { bookOf, DAY, FACTS, HOUR, RECEIPT, type Talk, talk } from './world.ts'

const HOW_MUCH =
  'Bạn muốn góp bao nhiêu suất? Bạn cũng có thể gõ số tiền, ví dụ "200k". [1 suất · 300.000 đ] [2 suất · 600.000 đ] [Góp phần khác]'
const HOW_MUCH_AGAIN = 'Bạn góp bao nhiêu nhé? [1 suất · 300.000 đ] [2 suất · 600.000 đ] [Góp phần khác]'
const MENU = 'Bạn cần gì? [Góp quà Tết] [Hỏi về Quỹ] [Đi trao quà] [English]'
const SEEN = { amount: 300_000n, at: new Date('2026-12-20T13:18:00Z'), receipt: RECEIPT }

/** Lan is asked how much she would like to give. */
function asked(): Talk {
  const lan = talk()
  expect(lan.triggers('gift', { quick: true }, 'person')).toEqual([HOW_MUCH])
  return lan
}

describe('the first word', () => {
  test('starts what the service names, or the menu', () => {
    expect(talk().says('chào')).toEqual([MENU])
    const lan = talk(bookOf(), { ...FACTS, home: { flow: 'gift', with: { quick: true } } })
    expect(lan.says('alo')).toEqual([HOW_MUCH])
    expect(lan.says('/start')).toEqual([HOW_MUCH])
    expect(talk(bookOf(), { ...FACTS, home: { flow: 'gone', with: {} } }).says('chào')).toEqual([MENU])
  })

  test('may be a sticker, a button of long ago, nothing at all, or the word of a flow', () => {
    expect(talk().sends({ other: 'sticker' })).toEqual([MENU])
    expect(talk().sendsChoice('77.give')).toEqual([MENU])
    expect(talk().sends({})).toEqual([MENU])
    expect(talk().says('mình muốn góp quà tết với')[0]).toMatch(/^Chào bạn, mình là Chung Tay/)
  })

  test('commands are words', () => {
    expect(talk().says('/menu@ChungTayBot')).toEqual([MENU])
    expect(talk().says('/help')).toEqual(['Bạn chọn mục có sẵn, hoặc nhắn "menu".'])
  })

  test('a deep link to a flow that is gone leads home', () => {
    expect(talk().triggers('trung-thu', {}, 'person')).toEqual([MENU])
  })
})

describe('words of everywhere', () => {
  test('interrupt, and the question is asked again', () => {
    const lan = asked()
    expect(lan.says('hỏi về quỹ')[0]).toMatch(/^Hỏi vậy là đúng/)
    expect(lan.says('đủ rồi')).toEqual([HOW_MUCH_AGAIN])
    expect(lan.says('lừa đảo à?')[0]).toMatch(/^Hỏi vậy là đúng/)
    expect(lan.presses('Trang công khai')).toEqual([
      'Trang của Quỹ là https://quy.example.',
      'Hỏi vậy là đúng. Bạn muốn xem gì về Quỹ Bảo trợ trẻ em (bản thử)? [Số tài khoản] [Trang công khai] [Đủ rồi]',
    ])
    expect(lan.says('3')).toEqual([HOW_MUCH_AGAIN])
    lan.says('2')
    expect(lan.done.at(-1)!.input).toEqual({ amount: 600_000n })
  })

  test('a flow that replaces ends what was going on', () => {
    const lan = asked()
    expect(lan.says('menu')).toEqual([MENU])
    expect(lan.session!.stack).toHaveLength(1)
  })

  test('an exact label wins over them, they win over a part of a label', () => {
    const lan = asked()
    lan.says('200k')
    // [Thôi] is on offer; "dừng" is not.
    expect(lan.says('dừng')[0]).toMatch(/^Bạn thôi phần này, hay thôi nhận tin/)
    expect(lan.says('lam tiep')[0]).toMatch(/^Mình giữ 200\.000 đ cho bạn/)
    expect(lan.says('thôi')[0]).toMatch(/^Không sao cả/)
  })

  test('politeness and punctuation do not matter, accents that are written do', () => {
    for (const said of ['dừng', 'Dừng ạ', 'DỪNG!!!', 'dung', 'dừng nhé']) {
      expect(asked().says(said)[0], said).toMatch(/^Bạn thôi phần này/)
    }
    expect(asked().says('đúng')[0]).toMatch(/^Bạn gõ số giúp mình/)
    expect(asked().says('?')).toEqual(['Bạn chọn mục có sẵn, hoặc nhắn "menu".', HOW_MUCH_AGAIN])
  })

  test('stop when nothing is asked', () => {
    const lan = talk()
    lan.says('menu')
    expect(lan.says('stop')).toEqual(['Đã dừng hết.'])
    expect(lan.done.map((one) => one.action)).toEqual(['consent.withdraw'])
    expect(lan.session!.stack).toEqual([])
  })

  test('"thôi phần này" ends everything under way', () => {
    const lan = asked()
    lan.says('dừng')
    expect(lan.says('1')).toEqual(['Được bạn, mình dừng ở đây.'])
    expect(lan.session).toMatchObject({ waits: 'nothing', stack: [] })
  })

  test('the same interruption twice does not pile up', () => {
    const lan = asked()
    for (let n = 0; n < 40; n++) lan.says(n % 2 ? 'hỏi về quỹ' : 'dừng')
    expect(lan.session!.stack.map((frame) => frame.flow)).toEqual(['gift', 'stop', 'about-fund'])
    lan.says('đủ rồi')
    expect(lan.says('làm tiếp')).toEqual([HOW_MUCH_AGAIN])
  })

  test('a child in danger comes before everything', () => {
    const lan = asked()
    const call = 'Bạn gọi ngay 111 hoặc 113. Mình cũng báo người phụ trách ngay bây giờ.'
    const alarm = ['~ alert danger: flow danger', call, '~ hand over: child in danger']
    expect(lan.says('có một bé hàng xóm bị đánh')).toEqual(alarm)
    expect(lan.session!.waits).toBe('person')
    // Already with a person about it: the bot does not talk into that.
    expect(lan.says('bé bị đánh từ tối qua')).toEqual([alarm[0], 'Người phụ trách đọc tin này.'])
    expect(lan.says('vẫn đang bị đánh')).toEqual(['~ wrote to a person'])
    // But where an officer has written since, it is told anew.
    lan.resumes({ kind: 'person_said' })
    expect(lan.says('bé lại bị đánh')).toEqual(alarm)
    expect(lan.resumes({ kind: 'handed_back' })).toEqual([HOW_MUCH_AGAIN])
    lan.says('gặp người')
    expect(lan.says('xam hai tre em')).toEqual(alarm)
    expect(asked().says('một em nhỏ')[0]).toMatch(/^Bạn gõ số/)
  })

  test('at a question that takes any text, words found inside come first', () => {
    const lan = talk()
    lan.says('đi trao quà')
    for (const said of ['mai', '9h', '4', 'có', 'Lan', '0912345678']) lan.says(said)
    expect(lan.says('đây có phải lừa đảo không')[0]).toMatch(/^Hỏi vậy là đúng/)
    // But not those of the flow that is under way.
    lan.says('đủ rồi')
    expect(lan.says('đón ở chỗ mình đi trao quà năm ngoái')).toEqual([
      'Bạn gửi một ảnh chân dung nhé. [Không gửi]',
    ])
  })
})

describe('language', () => {
  test('changes at any step, and the question is asked in it', () => {
    const lan = asked()
    expect(lan.says('english')).toEqual([
      '~ language en',
      'I speak English from here.',
      'How many gifts would you like to give? You can also type an amount, like "200k". [1 gift · 300,000 đ] [2 gifts · 600,000 đ] [Another number]',
    ])
    expect(lan.says('6 triệu')[0]).toBe(
      'I keep 6,000,000 đ for you until 27 December 2026. Shall I give you the code? [Get the code] [Add a name] [Not now]',
    )
    expect(lan.session!.lang).toBe('en')
    expect(lan.says('tiếng việt')).toContain('Mình nói tiếng Việt từ đây nhé.')
  })

  test('may be set by a flow', () => {
    const lan = talk()
    lan.says('chào')
    expect(lan.presses('English')).toEqual([
      '~ language en',
      'What would you like to do? [Give a Tết gift] [Ask about us] [Join a visit] [Tiếng Anh]',
    ])
  })
})

describe('back', () => {
  test('asks the question before, with the values as they were', () => {
    const lan = talk()
    lan.says('đi trao quà')
    lan.says('mai')
    lan.says('9h')
    lan.says('4')
    expect(lan.says('quay lại')).toEqual(['Bạn đi mấy người? [Mình tôi]'])
    expect(lan.session!.stack[0]!.values).toMatchObject({ day: '2026-12-21', hour: '09:00' })
    expect(lan.session!.stack[0]!.values).not.toHaveProperty('people')
    expect(lan.says('back')).toEqual(['Bạn đến lúc mấy giờ?'])
    expect(lan.says('back')).toEqual(['Bạn đi ngày nào?'])
    expect(lan.says('back')).toEqual(['Đây là câu đầu rồi.', 'Bạn đi ngày nào?'])
    expect(lan.session!.stack[0]!.values).toEqual({ heard: 'đi trao quà' })
  })

  test('brings back what an option and the steps after it have set', () => {
    const lan = asked()
    const before = lan.session!.stack[0]!.values
    lan.presses('Góp phần khác')
    expect(lan.says('quay lại')).toEqual([HOW_MUCH])
    expect(lan.session!.stack[0]!.values).toEqual(before)
  })

  test('never goes past what was done', () => {
    const lan = asked()
    lan.says('200k')
    expect(lan.says('quay lại')).toEqual([
      'Đây là câu đầu rồi.',
      'Mình giữ 200.000 đ cho bạn đến hết Chủ nhật 27/12. Bạn lấy mã chứ? [Lấy mã chuyển khoản] [Ghi tên] [Thôi]',
    ])
  })

  test('leaves a called flow, and an interruption', () => {
    const lan = talk()
    lan.says('menu')
    lan.presses('Hỏi về Quỹ')
    expect(lan.says('quay lại')).toEqual([MENU])
    const minh = asked()
    minh.says('hỏi về quỹ')
    expect(minh.says('quay lại')).toEqual([HOW_MUCH_AGAIN])
  })

  test('when nothing is asked, says so and leads home', () => {
    const lan = talk()
    lan.says('help')
    expect(lan.says('quay lại')).toEqual(['Đây là câu đầu rồi.', MENU])
  })
})

describe('buttons', () => {
  test('of an earlier question are never an answer', () => {
    const lan = asked()
    const [one, more] = [lan.button('1 suất · 300.000 đ'), lan.button('Góp phần khác')]
    lan.sendsChoice(more)
    expect(lan.sendsChoice(one)).toEqual(['Nút này của lần trước nên không dùng nữa.', 'Bạn góp mấy suất?'])
    expect(lan.done).toEqual([])
    expect(lan.says('3')[0]).toMatch(/^Mình giữ 900\.000 đ/)
  })

  test('that nobody made are never an answer either', () => {
    const made = [
      'nothing',
      'one.1',
      'one.',
      '=abc',
      '=-5',
      '=',
      '@yes',
      '@right',
      '@other',
      '@go_on',
      '__proto__',
      'constructor',
    ]
    const odd = [
      '',
      '1',
      '1.',
      '.give',
      `${'9'.repeat(40)}.one`,
      'x'.repeat(500),
      '01.one',
      '1.one\n',
      '2.one',
    ]
    for (const id of [...made.map((name) => `1.${name}`), ...odd]) {
      const lan = asked()
      expect(lan.sendsChoice(id), id).toEqual(['Nút này của lần trước nên không dùng nữa.', HOW_MUCH_AGAIN])
      expect(lan.session!.wait).toBe(1)
    }
  })

  test('of a reading mean what they say, whatever was asked since', () => {
    const lan = asked()
    lan.says('1.5')
    const large = lan.button('1.500.000 đ')
    lan.says('7')
    expect(lan.sendsChoice(large)[0]).toMatch(/^Mình giữ 1\.500\.000 đ/)
  })

  test('a hidden option cannot be pressed', () => {
    const lan = talk()
    lan.facts = { ...lan.facts, campaigns: [{ flow: 'gift', unit_price: 300_000n, left: 1 }] }
    lan.triggers('gift', { quick: true }, 'person')
    expect(lan.sendsChoice('1.two')[0]).toBe('Nút này của lần trước nên không dùng nữa.')
  })

  test('of what was left at rest stay good', () => {
    const lan = talk()
    expect(lan.triggers('seen', SEEN)).toHaveLength(2)
    const [name, road] = [lan.button('Ghi tên tôi'), lan.button('Đường đi của quà')]
    expect(lan.sendsChoice(road)).toEqual(['Quà đang trên đường.'])
    lan.says('menu')
    expect(lan.sendsChoice(name)).toEqual(['Bạn muốn ghi tên thế nào?'])
    expect(lan.says('Lan')).toEqual(['Mình ghi "Lan".'])
  })

  test('pressed in the middle of another question, they interrupt it', () => {
    const lan = talk()
    lan.triggers('seen', SEEN)
    const name = lan.button('Ghi tên tôi')
    lan.triggers('gift', { quick: true }, 'person')
    expect(lan.sendsChoice(name)).toEqual(['Bạn muốn ghi tên thế nào?'])
    expect(lan.says('Lan')).toEqual(['Mình ghi "Lan".', HOW_MUCH_AGAIN])
  })

  test('of a flow that replaces, they end the other one', () => {
    const lan = talk()
    lan.says('menu')
    const about = lan.button('Hỏi về Quỹ')
    lan.triggers('gift', { quick: true }, 'person')
    lan.sendsChoice(about)
    expect(lan.session!.stack.map((frame) => frame.flow)).toEqual(['menu', 'about-fund'])
  })

  test('only the last few; then they are old', () => {
    const lan = talk()
    lan.triggers('seen', SEEN)
    const name = lan.button('Ghi tên tôi')
    for (let n = 0; n < 4; n++) lan.triggers('seen', SEEN)
    expect(lan.sendsChoice(name)).toEqual(['Nút này của lần trước nên không dùng nữa.', MENU])
  })
})

describe('said twice', () => {
  test('is acknowledged once and moves nothing', () => {
    const lan = asked()
    lan.presses('Góp phần khác')
    lan.says('25')
    const before = lan.session
    expect(repeats(before!, { kind: 'heard', text: ' 25 ' })).toBe(true)
    expect(repeats(before!, { kind: 'heard', text: '26' })).toBe(false)
    expect(lan.says('25', { twice: true })).toEqual(['Mình nhận "25" một lần nhé.'])
    expect(lan.session).toEqual(before)
  })

  test('a double tap too', () => {
    const lan = asked()
    const one = lan.button('1 suất · 300.000 đ')
    lan.sendsChoice(one)
    expect(repeats(lan.session!, { kind: 'heard', choice: one })).toBe(true)
    expect(lan.sends({ choice: one, twice: true })).toEqual(['Mình nhận một lần nhé.'])
    expect(lan.done).toHaveLength(1)
  })

  test('long messages are known again, different ones are not', () => {
    const lan = asked()
    const long = `Mình gửi ${'áo ấm '.repeat(40)}`
    lan.says(long)
    expect(repeats(lan.session!, { kind: 'heard', text: long })).toBe(true)
    expect(repeats(lan.session!, { kind: 'heard', text: `${long} nữa` })).toBe(false)
    expect(repeats(lan.session!, { kind: 'heard', other: 'sticker' })).toBe(false)
  })
})

describe('a flow that ends without a word', () => {
  test('leads home, also after an action', () => {
    const lan = talk()
    lan.triggers('seen', SEEN)
    expect(lan.presses('Xong')).toEqual([MENU])
    lan.triggers('about-fund', {}, 'person')
    expect(lan.says('đủ rồi')).toEqual([MENU])
  })
})

describe('the system', () => {
  test('waits until nothing is asked', () => {
    const lan = asked()
    expect(atRest(lan.book, lan.session!)).toBe(false)
    expect(lan.triggers('seen', SEEN)).toBeUndefined()
    lan.says('gặp người')
    expect(lan.triggers('seen', SEEN)).toBeUndefined()
    lan.says('menu')
    expect(atRest(lan.book, lan.session!)).toBe(true)
    expect(lan.triggers('seen', SEEN)).toHaveLength(2)
  })

  test('may speak to somebody new, and one who is patient no longer interrupts', () => {
    expect(talk().triggers('seen', SEEN)).toHaveLength(2)
    const lan = asked()
    expect(lan.triggers('seen', SEEN, 'person')).toHaveLength(2)
    expect(lan.presses('Xong')).toEqual([HOW_MUCH_AGAIN])
  })
})

describe('time', () => {
  test('runs out where the flow says so; a stale timeout changes nothing', () => {
    const lan = asked()
    const wait = lan.session!.wait
    expect(lan.last!.until).toEqual(new Date(lan.now.getTime() + 2 * DAY))
    lan.says('huhu')
    expect(lan.last!.until).toEqual(new Date(lan.now.getTime() + 2 * DAY))
    lan.presses('Góp phần khác')
    const before = lan.session
    expect(lan.resumes({ kind: 'time', wait })).toEqual([])
    expect(lan.session).toEqual(before)
    lan.says('quay lại')
    expect(lan.waits(2 * DAY).resumes({ kind: 'time', wait: lan.session!.wait })[0]).toMatch(/^Không sao cả/)
  })

  test('a question without a timeout ignores the time', () => {
    const lan = asked()
    lan.presses('Góp phần khác')
    expect(lan.waits(9 * DAY).resumes({ kind: 'time', wait: lan.session!.wait })).toEqual([])
  })
})

describe('after six hours', () => {
  const RECAP = 'Hôm Chủ nhật 20/12 bạn đang chọn số suất quà. Làm tiếp nhé? [Làm tiếp] [Bắt đầu lại]'

  test('who says something else hears where we were, and goes on', () => {
    const lan = asked()
    expect(lan.waits(7 * HOUR).says('alo bạn ơi')).toEqual([RECAP])
    expect(lan.says('ừ')).toEqual([HOW_MUCH_AGAIN])
    expect(lan.says('200k')[0]).toMatch(/^Mình giữ 200\.000 đ/)
  })

  test('a clear answer needs no recap', () => {
    const lan = asked()
    const one = lan.button('1 suất · 300.000 đ')
    expect(lan.waits(7 * HOUR).says('500k')[0]).toMatch(/^Mình giữ 500\.000 đ/)
    const minh = asked()
    expect(minh.waits(7 * HOUR).sendsChoice(one)[0]).toMatch(/^Mình giữ 300\.000 đ/)
  })

  test('the recap can be answered with the answer itself, by number, or by starting over', () => {
    const back = () => {
      const lan = asked()
      lan.waits(7 * HOUR).says('alo')
      return lan
    }
    expect(back().says('500k')[0]).toMatch(/^Mình giữ 500\.000 đ/)
    expect(back().says('1')).toEqual([HOW_MUCH_AGAIN])
    expect(back().says('2')).toEqual([MENU])
    expect(back().presses('Bắt đầu lại')).toEqual([MENU])
    expect(back().says('làm tiếp đi')).toEqual([HOW_MUCH_AGAIN])
  })

  test('"alo" is not a name', () => {
    const lan = asked()
    lan.says('200k')
    lan.presses('Ghi tên')
    expect(lan.waits(7 * HOUR).says('alo')).toEqual([
      'Chào bạn, hôm Chủ nhật 20/12 mình đang nói dở. Làm tiếp nhé? [Làm tiếp] [Bắt đầu lại]',
    ])
    expect(lan.says('Gia đình bé Na')[0]).toBe('Mình ghi "Gia đình bé Na".')
  })

  test('what rests needs none', () => {
    const lan = talk()
    lan.says('menu')
    expect(lan.waits(30 * DAY).says('góp')[0]).toMatch(/^Chào bạn, mình là Chung Tay/)
  })
})

test('the sentences of the engine can be had by themselves', () => {
  expect(sentence(bookOf(), 'fault', 'vi')).toBe('Mình đang trục trặc, phần bạn vừa gửi đã được giữ.')
})
