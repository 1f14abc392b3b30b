import { describe, expect, test } from 'vitest'
import { encodeSession, type FlowSource } from '../../src/engine/index.ts'
import { bookOf, DAY, HOUR, PLACES, RECEIPT, readFixtures, talk } from './world.ts'

const flow = (name: string, steps: string, vi: string): FlowSource => ({
  flow: name,
  steps: `flow: ${name}\nabout: x\n${steps}`,
  words: { vi, en: vi },
})

const LIST = flow(
  'list',
  `start: find
keeps: { found: record, place: record }
steps:
  find: { do: need.places, with: { most: 3 }, as: found, on: { some: which, none: which } }
  which:
    say: which
    choose:
      each: { from: found.ids, of: places, as: place, then: chosen }
      no: quit
  chosen: { say: chosen, then: end }
`,
  'which: Nơi nào?\nwhich.each: "{place.name}"\nwhich.each.text: "{place.name}: {place.left}"\nwhich.no: Thôi\nchosen: "{place.name} còn {place.left}."\n',
)

describe('say', () => {
  test('a picture, values to be copied, and a text with the buttons below it', () => {
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    lan.says('500k')
    expect(lan.presses('Lấy mã chuyển khoản')).toEqual([
      '(image qr.png) Bạn lưu ảnh này nhé.',
      '(copy) TLV8K3Q7DX',
      '(copy) 500000',
      'Tiền đến là mình báo ngay. [Tôi cần hỗ trợ] [Đổi số tiền]',
    ])
  })

  test('a paper with a text', () => {
    const lan = talk()
    expect(
      lan.triggers('seen', { amount: 300_000n, at: new Date('2026-12-20T13:18:00Z'), receipt: RECEIPT }),
    ).toEqual([
      'Mình đã thấy 300.000 đ của bạn, lúc 20:18. Cảm ơn bạn 🌸',
      '(document TET27-000413.pdf) Biên nhận ở đây. [Ghi tên tôi] [Đường đi của quà] [Xong]',
    ])
  })
})

describe('choose', () => {
  test('an option is heard by its button, its label, its number, without accents, and by a part of it', () => {
    for (const said of [
      'Xem nơi đang cần',
      'xem noi dang can',
      '2',
      'số 2',
      '(2)',
      'xem nơi',
      'cho mình xem nơi đang cần nhé',
    ]) {
      const lan = talk()
      lan.triggers('gift', {}, 'person')
      expect(lan.says(said)[0], said).toMatch(/^Những nơi này đang cần/)
    }
    const lan = talk()
    lan.triggers('gift', {}, 'person')
    expect(lan.presses('Xem nơi đang cần')[0]).toMatch(/^Những nơi này đang cần/)
  })

  test('a part that two labels share is asked back', () => {
    const lan = talk()
    lan.triggers('stop', {}, 'person')
    lan.triggers('gift', {}, 'person')
    lan.says('dừng')
    lan.triggers('gift', { quick: true }, 'person')
    lan.says('dừng')
    expect(lan.says('thôi')).toEqual([
      'Mình chưa hiểu ý này. Bạn chọn một trong các mục dưới nhé. [Thôi phần này] [Thôi nhận tin] [Làm tiếp]',
    ])
  })

  test('an option with "if" is there only when it holds, and is chosen from what was shown', () => {
    const lan = talk()
    lan.facts = { ...lan.facts, campaigns: [{ flow: 'gift', unit_price: 300_000n, left: 1 }] }
    expect(lan.triggers('gift', { quick: true }, 'person')![0]).toMatch(
      /\[1 suất · 300\.000 đ\] \[Góp phần khác\]$/,
    )
    // More gifts appear while Lan thinks; "2" is still the second of what she sees.
    lan.facts = { ...lan.facts, campaigns: [{ flow: 'gift', unit_price: 300_000n, left: 90 }] }
    expect(lan.says('2')).toEqual(['Bạn góp mấy suất?'])
  })

  test('an option that was shown counts, even when its reason is gone', () => {
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    lan.facts = { ...lan.facts, campaigns: [{ flow: 'gift', unit_price: 300_000n, left: 0 }] }
    lan.presses('2 suất · 600.000 đ')
    expect(lan.done.at(-1)).toMatchObject({ action: 'pledge.create', input: { amount: 600_000n } })
  })

  test('a list becomes options with lines, and the chosen record is kept', () => {
    const lan = talk()
    lan.triggers('gift', {}, 'person')
    expect(lan.says('xem nơi đang cần')).toEqual([
      'Những nơi này đang cần:\n1. Xã A: còn 13 áo, mỗi áo 180.000 đ.\n2. Xã B: còn 40 áo, mỗi áo 180.000 đ.\n' +
        '3. Xã C: còn 5 áo, mỗi áo 180.000 đ. [Xã A] [Xã B] [Xã C] [Nơi cần nhất]',
    ])
    lan.says('3')
    expect(lan.done.at(-1)!.input).toEqual({ amount: 900_000n, need: 'n3' })
    expect(lan.done[0]).toMatchObject({ action: 'need.places', input: { most: 3 } })
  })

  test('an empty list leaves the other options', () => {
    const lan = talk()
    lan.outcomes['need.places'] = () => ['some', { places: [] }]
    lan.triggers('gift', {}, 'person')
    expect(lan.says('2')).toEqual(['Những nơi này đang cần: [Nơi cần nhất]'])
    expect(lan.says('1')[0]).toMatch(/^Bạn muốn góp bao nhiêu suất/)
  })

  test('of a list of ids the session holds the ids; what they stand for is read at each turn', () => {
    const lan = talk(bookOf([...readFixtures(), LIST]))
    lan.outcomes['need.places'] = () => ['some', { places: [], ids: ['n1', 'n3', 'gone'] }]
    expect(lan.triggers('list', {}, 'person')).toEqual([
      'Nơi nào?\n1. Xã A: 13\n2. Xã C: 5 [Xã A] [Xã C] [Thôi]',
    ])
    expect(encodeSession(lan.session!)).not.toContain('Xã A')
    lan.facts = { ...lan.facts, places: PLACES.map((one) => ({ ...one, left: 1 })) }
    expect(lan.says('hmm')[0]).toContain('2. Xã C: 1')
    expect(lan.says('2')).toEqual(['Xã C còn 1.'])
  })

  test('a list longer than fits is cut', () => {
    const lan = talk()
    const many = Array.from({ length: 90 }, (_, n) => ({ ...PLACES[0], id: `n${n}`, name: `Xã ${n}` }))
    lan.outcomes['need.places'] = () => ['some', { places: many }]
    lan.triggers('gift', {}, 'person')
    lan.says('2')
    const [say] = lan.last!.effects
    expect(say?.kind === 'say' && say.bubble.choices).toHaveLength(51)
    lan.says('50')
    expect(lan.done.at(-1)!.input).toMatchObject({ need: 'n49' })
  })
})

describe('ask', () => {
  test('every kind is read as people type it, and kept', () => {
    const lan = talk()
    lan.says('đi trao quà')
    lan.says('mai')
    lan.says('8 giờ sáng')
    lan.says('2 người')
    lan.says('đúng rồi')
    lan.says('  Gia đình   bé Na ')
    lan.says('0912 345 678')
    lan.says('ngõ 12, cổng xanh')
    expect(lan.sends({ files: [{ file: 'f1', name: 'toi.jpg', mime: 'image/jpeg' }] })).toEqual([
      'Xong: thứ Hai 21/12, 08:00, 2 người, Gia đình bé Na. Lần đầu: Có.',
    ])
    expect(lan.done).toMatchObject([
      {
        action: 'visit.book',
        input: {
          day: '2026-12-21',
          people: 2,
          phone: '+84912345678',
          where: 'ngõ 12, cổng xanh',
          note: 'đi trao quà',
        },
      },
    ])
    expect(lan.session!.stack[0]!.values).toMatchObject({ new: true, hour: '08:00', picture: { file: 'f1' } })
  })

  test('an option beside the free answer', () => {
    const lan = talk()
    lan.says('đi trao quà')
    lan.says('mai')
    lan.says('9h')
    expect(lan.says('một mình tôi').at(-1)).toMatch(/^Bạn đi lần đầu/)
    expect(lan.session!.stack[0]!.values.people).toBe(1)
  })

  test('yes or no brings its own buttons', () => {
    const lan = talk()
    lan.says('đi trao quà')
    lan.says('mai')
    lan.says('9h')
    expect(lan.says('4')).toEqual(['Bạn đi lần đầu phải không? [Lần đầu] [Không phải]'])
    lan.presses('Không phải')
    expect(lan.session!.stack[0]!.values.new).toBe(false)
  })

  test('"dung" after a yes-or-no question is "đúng", not "dừng"', () => {
    const lan = talk()
    lan.says('đi trao quà')
    for (const said of ['mai', '9h', '4']) lan.says(said)
    expect(lan.says('dung')).toEqual(['Bạn ghi tên giúp mình nhé.'])
    expect(lan.session!.stack[0]!.values.new).toBe(true)
  })

  test('a name may be Dung; "dừng" is heard', () => {
    const lan = talk()
    lan.says('đi trao quà')
    for (const said of ['mai', '9h', '4', 'có']) lan.says(said)
    expect(lan.says('Dung')).toEqual(['Số điện thoại của bạn?'])
    expect(lan.says('dừng')[0]).toMatch(/^Bạn thôi phần này/)
  })

  test('the smallest and the largest are refused kindly, by the flow’s own words if it has them', () => {
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    expect(lan.says('1500đ')[0]).toMatch(/^Ngân hàng cần từ 2\.000 đ trở lên\. \[1 suất/)
    expect(lan.says('2 tỷ')[0]).toMatch(/^Mình chỉ ghi được đến 1\.200\.000\.000 đ\./)
    expect(lan.done).toEqual([])
  })

  test('a number beside options that begin with numbers is what they count', () => {
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    lan.says('2')
    expect(lan.done.at(-1)!.input).toEqual({ amount: 600_000n })
  })
})

describe('do', () => {
  test('stops with what to do, under a key of its own, and goes on with what it came to', () => {
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    lan.says('200k')
    lan.outcomes['pledge.create'] = () => ['gone', {}]
    lan.presses('Ghi tên')
    lan.says('Lan')
    lan.says('quay lại')
    expect(lan.done.map((one) => one.key)).toEqual([...new Set(lan.done.map((one) => one.key))])
    expect(lan.last!.todo).toBeUndefined()
  })

  test('every outcome has its way', () => {
    for (const [outcome, said] of [
      ['gone', /^Chỗ này vừa đủ/],
      ['closed', /^Đợt này đã khép/],
    ] as const) {
      const lan = talk()
      lan.triggers('gift', { quick: true }, 'person')
      lan.outcomes['pledge.create'] = () => [outcome, {}]
      expect(lan.says('200k')[0]).toMatch(said)
    }
  })

  test('an amount of five million and more is read out', () => {
    const lan = talk()
    lan.triggers('gift', {}, 'person')
    lan.says('1')
    expect(lan.says('6 triệu')[0]).toBe('Mình đọc lại cho chắc: 6.000.000 đ (sáu triệu đồng).')
  })
})

describe('call', () => {
  test('comes back to where it was called', () => {
    const lan = talk()
    lan.says('menu')
    expect(lan.presses('Hỏi về Quỹ')[0]).toMatch(/^Hỏi vậy là đúng/)
    expect(lan.presses('Số tài khoản')).toEqual([
      'Tài khoản của Quỹ:',
      '(copy) 1234567890',
      'Bạn cần gì? [Góp quà Tết] [Hỏi về Quỹ] [Đi trao quà] [English]',
    ])
    expect(lan.session!.stack).toHaveLength(1)
  })

  test('gives the called flow its values', () => {
    const lan = talk()
    lan.says('menu')
    lan.presses('Đi trao quà')
    expect(lan.session!.stack.at(-1)).toMatchObject({ flow: 'visit', values: { kind: 'trao quà' } })
  })
})

describe('hand_over', () => {
  test('while a person has the conversation the bot says so once, and is quiet', () => {
    const lan = talk()
    expect(lan.says('gặp người')).toEqual([
      'Mình đã báo người phụ trách. Nhắn "menu" để nói tiếp với mình.',
      '~ hand over: asked for a person',
    ])
    expect(lan.session!.waits).toBe('person')
    expect(lan.says('alo')).toEqual(['~ wrote to a person', 'Người phụ trách đọc tin này.'])
    for (const said of ['có ai không', 'quà tết', '500k', 'help', 'english'])
      expect(lan.says(said)).toEqual(['~ wrote to a person'])
    expect(lan.sends({ other: 'sticker' })).toEqual(['~ wrote to a person'])
    expect(lan.sendsChoice('1.gift')).toEqual(['~ wrote to a person'])
    // Who asks for a person again hears that one reads it.
    expect(lan.says('gặp người')).toEqual(['~ wrote to a person', 'Người phụ trách đọc tin này.'])
    expect(lan.session!.waits).toBe('person')
    expect(lan.resumes({ kind: 'handed_back' })).toEqual(['Mình quay lại đây.'])
    expect(lan.session!.waits).toBe('nothing')
  })

  test('who wants no more messages is heard while a person has the conversation, too', () => {
    const lan = talk()
    lan.says('gặp người')
    expect(lan.says('dừng')[0]).toBe('Đã dừng hết.')
    expect(lan.session!.waits).not.toBe('person')
  })

  test('"menu" and "back" lead back to the bot', () => {
    const lan = talk()
    lan.says('gặp người')
    expect(lan.says('menu')[0]).toMatch(/^Bạn cần gì/)
    lan.triggers('gift', { quick: true }, 'person')
    lan.says('gặp người')
    expect(lan.says('quay lại')).toEqual([
      'Bạn góp bao nhiêu nhé? [1 suất · 300.000 đ] [2 suất · 600.000 đ] [Góp phần khác]',
    ])
    const minh = talk()
    minh.says('gặp người')
    expect(minh.says('quay lại')[0]).toMatch(/^Bạn cần gì/)
  })

  test('keeps what the officer wrote, and has a timeout', () => {
    const full = () => {
      const lan = talk()
      lan.outcomes['visit.book'] = () => ['full', {}]
      lan.says('đi trao quà')
      for (const said of ['mai', '9h', '4', 'có', 'Lan', '0912345678', 'ngõ 12']) lan.says(said)
      lan.presses('Không gửi')
      return lan
    }
    const lan = full()
    expect(lan.last!.until).toEqual(new Date(lan.now.getTime() + 4 * HOUR))
    expect(lan.resumes({ kind: 'handed_back', note: 'Thứ Bảy còn chỗ' })).toEqual([
      'Người phụ trách nhắn: Thứ Bảy còn chỗ',
    ])
    const minh = full()
    expect(minh.waits(4 * HOUR).resumes({ kind: 'time', wait: minh.session!.wait })).toEqual([
      'Mình chưa tìm được chuyến khác.',
    ])
    const hoa = full()
    expect(hoa.resumes({ kind: 'handed_back' })).toEqual(['Mình chưa tìm được chuyến khác.'])
  })

  describe('a flow that tells people of their own', () => {
    const own = (more = '') =>
      flow(
        'own',
        `start: tell\n${more}steps:\n  tell:\n    say: tell\n    choose: { more: more, fine: end }\n    rest: true\n  more: { say: more, then: end }\n`,
        'hears: { whole: [của tôi], has: [của tôi tới đâu] }\ntell: Bạn có một việc.\ntell.more: Kể thêm\ntell.fine: Được rồi\nmore: Bạn kể nhé.\n',
      )
    const waiting = (more?: string) => {
      const lan = talk(bookOf([...readFixtures(), own(more)]))
      lan.says('gặp người')
      return lan
    }

    test('is heard while a person is awaited, and leaves what it does not understand to her', () => {
      for (const said of ['của tôi', 'việc của tôi tới đâu rồi']) {
        const lan = waiting('beside: true\n')
        expect(lan.says(said)).toEqual(['Bạn có một việc. [Kể thêm] [Được rồi]'])
        expect(lan.says('áo vẫn thiếu')).toEqual(['~ wrote to a person', 'Người phụ trách đọc tin này.'])
        expect(lan.session!.waits).toBe('person')
      }
      const lan = waiting('beside: true\n')
      lan.says('của tôi')
      expect(lan.presses('Kể thêm')).toEqual(['Bạn kể nhé.'])
      expect(lan.session!.waits).toBe('person')
    })

    test('is not heard once she has written, nor when the flow does not say so', () => {
      const lan = waiting('beside: true\n')
      lan.resumes({ kind: 'person_said' })
      expect(lan.says('của tôi')[0]).toBe('~ wrote to a person')
      expect(waiting().says('của tôi')[0]).toBe('~ wrote to a person')
    })
  })

  test('handing back what nobody has changes nothing', () => {
    const lan = talk()
    lan.triggers('gift', { quick: true }, 'person')
    const before = lan.session
    expect(lan.resumes({ kind: 'handed_back' })).toEqual([])
    expect(lan.session).toEqual(before)
  })
})

describe('wait', () => {
  const booked = () => {
    const lan = talk()
    lan.says('đi trao quà')
    for (const said of ['mai', '9h', '4', 'có', 'Lan', '0912345678', 'ngõ 12']) lan.says(said)
    lan.presses('Không gửi')
    return lan
  }

  test('for a time, then until an instant', () => {
    const lan = booked()
    expect(lan.last!.until).toEqual(new Date(lan.now.getTime() + 2 * DAY))
    expect(lan.waits(2 * DAY).resumes({ kind: 'time', wait: lan.session!.wait })).toEqual([
      'Mai là chuyến đi rồi.',
    ])
    expect(lan.last!.until).toEqual(new Date('2026-12-25T01:00:00Z'))
    lan.now = new Date('2026-12-25T01:00:00Z')
    expect(lan.resumes({ kind: 'time', wait: lan.session!.wait })).toEqual(['Cảm ơn bạn đã đi cùng.'])
    expect(lan.session!.waits).toBe('nothing')
  })

  test('an instant that has passed is not waited for', () => {
    const lan = talk()
    lan.outcomes['visit.book'] = () => ['booked', { at: new Date('2026-12-01T00:00:00Z') }]
    lan.says('đi trao quà')
    for (const said of ['mai', '9h', '4', 'có', 'Lan', '0912345678', 'ngõ 12']) lan.says(said)
    lan.presses('Không gửi')
    expect(lan.waits(2 * DAY).resumes({ kind: 'time', wait: lan.session!.wait })).toEqual([
      'Mai là chuyến đi rồi.',
      'Cảm ơn bạn đã đi cùng.',
    ])
  })

  test('time goes on while other things are talked about, and speaks up when nothing is asked', () => {
    const lan = booked()
    lan.waits(HOUR)
    expect(lan.says('menu')[0]).toMatch(/^Bạn cần gì/)
    expect(lan.last!.until).toEqual(new Date('2026-12-22T13:15:00Z'))
    lan.presses('Góp quà Tết')
    lan.presses('Góp quà Tết')
    lan.now = new Date('2026-12-22T13:15:00Z')
    // A question is open: only its own timeout is told.
    expect(lan.last!.until).toEqual(new Date('2026-12-22T14:15:00Z'))
    expect(lan.resumes({ kind: 'time', wait: lan.session!.wait - 1 })).toEqual([])
    lan.says('200k')
    expect(lan.presses('Thôi')).toEqual([
      'Không sao cả. Khi nào tiện bạn nhắn "quà tết" nhé.',
      'Mai là chuyến đi rồi.',
    ])
    expect(lan.session!.waits).toBe('time')
  })
})

/** The fixture flows and one more. */
function withFlow(flow: string, steps: string, vi: string) {
  const source = { flow, steps: `flow: ${flow}\nabout: Only for this test\n${steps}`, words: { vi, en: vi } }
  return bookOf([...readFixtures().filter((one) => one.flow !== flow), source])
}

test('a list of facts is chosen from as it was shown', () => {
  const steps =
    'start: which\nkeeps: { campaign: record }\nsteps:\n  which:\n    say: which\n    choose:\n' +
    '      each: { from: campaigns, as: campaign, if: campaign.left > 0, then: told }\n      no: end\n' +
    '  told: { say: told, then: end }\n'
  const vi = 'which: Bạn chọn đợt nào?\nwhich.each: "{flow}"\nwhich.no: Thôi\ntold: Đợt {campaign.flow}.\n'
  const lan = talk(withFlow('which', steps, vi))
  const campaign = (flow: string, left: number) => ({ flow, left, unit_price: 1n })
  lan.facts = { ...lan.facts, campaigns: [campaign('tet', 5), campaign('he', 0), campaign('khai-giang', 2)] }
  expect(lan.triggers('which', {}, 'person')).toEqual(['Bạn chọn đợt nào? [tet] [khai-giang] [Thôi]'])
  lan.facts = { ...lan.facts, campaigns: [campaign('he', 7)] }
  expect(lan.says('2')[0]).toBe('Đợt khai-giang.')
})

test('a flow is under way at most once: to call it again starts it afresh in its place', () => {
  // "about-fund" is called by the menu; here it calls the menu, too.
  const steps =
    'start: ask\nsteps:\n  ask:\n    say: ask\n    choose: { menu: { call: menu, then: end }, no: end }\n'
  const lan = talk(
    withFlow('about-fund', steps, 'ask: Bạn muốn gì?\nask.menu: Về menu chính\nask.no: Không\n'),
  )
  lan.says('menu')
  for (let n = 0; n < 30; n++) {
    lan.presses('Hỏi về Quỹ')
    expect(lan.session!.stack.map((frame) => frame.flow)).toEqual(['menu', 'about-fund'])
    lan.presses('Về menu chính')
    expect(lan.session!.stack.map((frame) => frame.flow)).toEqual(['menu'])
  }
})

describe('a timeout until a time', () => {
  const HELD = flow(
    'held',
    `start: decide
takes: { end: time }
steps:
  decide:
    say: decide
    choose: { yes: end }
    timeout: { until: end, then: over }
  over: { say: over, then: end }
`,
    'decide: Nhé?\ndecide.yes: Vâng\nover: Hết giờ.\n',
  )
  const end = new Date('2026-12-20T13:45:00Z')

  test('runs out then, however often the question is asked again', () => {
    const lan = talk(bookOf([...readFixtures(), HELD]))
    lan.triggers('held', { end }, 'person')
    expect(lan.last!.until).toEqual(end)
    lan.waits(60_000).says('hmm')
    expect(lan.last!.until).toEqual(end)
    expect(lan.resumes({ kind: 'time', wait: lan.session!.wait })).toEqual(['Hết giờ.'])
  })

  test('without one, the question stays open', () => {
    const lan = talk(bookOf([...readFixtures(), HELD]))
    lan.triggers('held', {}, 'person')
    expect(lan.last!.until).toBeUndefined()
  })
})
