import { describe, expect, test } from 'vitest'
import type { FlowSource } from '../../src/engine/index.ts'
import { bookOf, readFixtures, type Talk, talk } from './world.ts'

const OPTIONS = '[1 suất · 300.000 đ] [2 suất · 600.000 đ] [Góp phần khác]'
const AGAIN = `Bạn góp bao nhiêu nhé? ${OPTIONS}`
const MENU = 'Bạn cần gì? [Góp quà Tết] [Hỏi về Quỹ] [Đi trao quà] [English]'

function asked(): Talk {
  const lan = talk()
  lan.triggers('gift', { quick: true }, 'person')
  return lan
}

/** The gift flow, whose question of the amount offers a person itself, by a name of its own. */
const withPerson = (gift: FlowSource): FlowSource => ({
  ...gift,
  steps: gift.steps.replace(
    '      more: how_many\n',
    '      more: how_many\n      person: { call: human, then: how_much }\n',
  ),
  words: {
    vi: `${gift.words.vi}\nhow_much.person: Nói chuyện với Quỹ\n`,
    en: `${gift.words.en}\nhow_much.person: Talk to the Fund\n`,
  },
})

describe('not understood', () => {
  test('once, twice with ways out, and at last a person is called', () => {
    const lan = asked()
    const second = `Mình vẫn chưa hiểu, lỗi ở mình. Bạn muốn gặp người không? ${OPTIONS} [Gặp người] [Về đầu]`
    expect(lan.says('ôi trời')).toEqual([`Bạn gõ số giúp mình nhé, như "200k". ${OPTIONS}`])
    expect(lan.says('ôi trời ơi')).toEqual([second])
    expect(lan.says('là sao')).toEqual([second])
    expect(lan.says('chịu')).toEqual([second])
    expect(lan.says('hic')).toEqual([
      'Mình đã báo người phụ trách. Nhắn "menu" để nói tiếp với mình.',
      '~ hand over: asked for a person',
    ])
    expect(lan.says('hic hic')).toEqual(['~ wrote to a person', 'Người phụ trách đọc tin này.'])
    expect(lan.says('hic hic hic')).toEqual(['~ wrote to a person'])
    expect(lan.resumes({ kind: 'handed_back' })).toEqual(['Mình quay lại đây.', AGAIN])
  })

  test('the ways out are numbered after the options', () => {
    const missedTwice = () => {
      const lan = asked()
      lan.says('ôi trời')
      lan.says('ôi trời')
      return lan
    }
    expect(missedTwice().says('4')[0]).toMatch(/^Mình đã báo người phụ trách/)
    expect(missedTwice().says('5')).toEqual([MENU])
    expect(missedTwice().presses('Gặp người')[0]).toMatch(/^Mình đã báo người phụ trách/)
    expect(missedTwice().presses('Về đầu')).toEqual([MENU])
    expect(missedTwice().says('về đầu')).toEqual([MENU])
    expect(missedTwice().says('1')[0]).toMatch(/^Mình giữ 300\.000 đ/)
  })

  test('a way out that the step offers itself is not offered twice', () => {
    const sources = readFixtures().map((one) => (one.flow !== 'gift' ? one : withPerson(one)))
    const lan = talk(bookOf(sources))
    lan.triggers('gift', { quick: true }, 'person')
    lan.says('ôi trời')
    expect(lan.says('ôi trời')[0]).toMatch(/\[Nói chuyện với Quỹ\] \[Về đầu\]$/)
    expect(lan.sends({ other: 'voice' })[1]).toMatch(/\[Nói chuyện với Quỹ\] \[Về đầu\]$/)
    expect(lan.says('5')).toEqual([MENU])
  })

  test('an answer makes up for it', () => {
    const lan = asked()
    for (let n = 0; n < 20; n++) {
      expect(lan.says('ôi trời')[0]).toMatch(/^Bạn gõ số/)
      lan.presses('Góp phần khác')
      lan.says('quay lại')
    }
  })

  test('two bots do not talk for ever', () => {
    const sources = readFixtures().map((one) =>
      one.flow !== 'human'
        ? one
        : {
            ...one,
            steps:
              'flow: human\nabout: Asks first\nstart: why\nkeeps: { n: number }\nsteps:\n  why:\n    say: call\n    ask: { read: number, as: n }\n    then: back\n  back:\n    say: back\n    then: end\n',
          },
    )
    const lan = talk(bookOf(sources))
    lan.triggers('gift', { quick: true }, 'person')
    const said = Array.from({ length: 40 }, () => lan.says('tự động trả lời'))
    expect(said.flat().length).toBeLessThan(12)
    expect(said.at(-1)).toEqual([])
    expect(lan.says('7')).toEqual(['Mình quay lại đây.', AGAIN])
  })
})

describe('asked back, never guessed', () => {
  test('one reading that may be wrong', () => {
    const sure = () => {
      const lan = asked()
      expect(lan.says('100')).toEqual(['100.000 đ phải không bạn? [100.000 đ] [Số khác]'])
      return lan
    }
    for (const said of ['1', 'ừ', 'đúng rồi', '100.000 đ', '100k', 'phải']) {
      expect(sure().says(said)[0], said).toMatch(/^Mình giữ 100\.000 đ/)
    }
    expect(sure().presses('100.000 đ')[0]).toMatch(/^Mình giữ 100\.000 đ/)
    for (const said of ['2', 'không', 'số khác']) {
      expect(sure().says(said), said).toEqual([`Bạn gõ số giúp mình nhé, như "200k". ${OPTIONS}`])
    }
    expect(sure().says('200k')[0]).toMatch(/^Mình giữ 200\.000 đ/)
    // The question's own buttons stay good.
    expect(sure().presses('2 suất · 600.000 đ')[0]).toMatch(/^Mình giữ 600\.000 đ/)
    expect(sure().says('menu')).toEqual([MENU])
  })

  test('two readings', () => {
    const lan = asked()
    expect(lan.says('1.5')).toEqual(['Ý bạn là 1.500.000 đ hay 1.500 đ? [1.500.000 đ] [1.500 đ] [Số khác]'])
    expect(lan.says('ừ')[0]).toMatch(/^Bạn gõ số giúp mình/)
    lan.says('1.5')
    expect(lan.says('2')).toEqual([`Ngân hàng cần từ 2.000 đ trở lên. ${OPTIONS}`])
    lan.says('1.5')
    expect(lan.says('1')[0]).toMatch(/^Mình giữ 1\.500\.000 đ/)
  })

  test('a large amount, once', () => {
    const lan = asked()
    const confirm = '50.000.000 đ (năm mươi triệu đồng). Đúng số này chứ bạn? [Đúng rồi] [Số khác]'
    expect(lan.says('50 triệu')).toEqual([confirm])
    expect(lan.presses('Số khác')[0]).toMatch(/^Bạn gõ số giúp mình/)
    expect(lan.says('50tr')).toEqual([confirm])
    expect(lan.says('đúng')[0]).toMatch(/^Mình giữ 50\.000\.000 đ/)
    // The button of an earlier doubt never confirms a later one: its own amount is asked about again.
    const minh = asked()
    minh.says('60 triệu')
    const right = minh.button('Đúng rồi')
    minh.says('70 triệu')
    expect(minh.sendsChoice(right)[0]).toMatch(
      /^60\.000\.000 đ \(sáu mươi triệu đồng\)\. Đúng số này chứ bạn\?/,
    )
    expect(minh.done).toEqual([])
    expect(minh.sendsChoice(right)[0]).toMatch(/^Mình đọc lại|^Mình giữ 60\.000\.000 đ/)
    expect(minh.sendsChoice(right)[0]).toBe('Nút này của lần trước nên không dùng nữa.')
  })

  test('a phone number is not an amount', () => {
    expect(asked().says('0912345678')).toEqual([
      `Đây giống số điện thoại. Bạn muốn góp bao nhiêu? ${OPTIONS}`,
    ])
  })

  test('a day that may be two', () => {
    const lan = talk()
    lan.now = new Date('2026-11-28T02:00:00Z')
    lan.says('đi trao quà')
    expect(lan.says('thứ 7')[0]).toMatch(/^Ý bạn là thứ Bảy 28\/11 hay thứ Bảy 05\/12\?/)
    expect(lan.says('2')).toEqual(['Bạn đến lúc mấy giờ?'])
    expect(lan.session!.stack[0]!.values.day).toBe('2026-12-05')
  })

  test('"đừng" in front turns a label round', () => {
    const lan = talk()
    lan.triggers('gift', {}, 'person')
    expect(lan.says('tôi không góp quà tết đâu')[0]).toMatch(/^Mình chưa hiểu/)
  })
})

describe('what we cannot read', () => {
  test('each has its sentence, and the question stays', () => {
    const sentences = {
      voice: ['Mình chưa nghe được tin thoại. Bạn viết giúp vài chữ nhé.', `${AGAIN} [Gặp người]`],
      contact: ['Mình không tự nhắn cho ai chưa đồng ý.', `${AGAIN} [Gặp người]`],
      place: ['Mình chưa đọc được vị trí.', `${AGAIN} [Gặp người]`],
      picture_away: ['Mình chưa tải được ảnh này về.', `${AGAIN} [Gặp người]`],
      picture_left: ['Mình đọc tin mới trước, chưa lấy ảnh này về.', AGAIN],
      picture_large: ['Tệp này lớn quá.', AGAIN],
      picture_unfit: ['Mình chỉ mở được ảnh hoặc PDF.', AGAIN],
      unknown: ['Mình chưa đọc được tin này.', `${AGAIN} [Gặp người]`],
    } as const
    for (const [other, said] of Object.entries(sentences)) {
      const lan = asked()
      expect(lan.sends({ other: other as keyof typeof sentences })).toEqual(said)
      expect(lan.says('200k')[0]).toMatch(/^Mình giữ 200\.000 đ/)
    }
  })

  test('a picture that we do not have is told of before its words count, whoever listens', () => {
    const [first, ...rest] = asked().says('200k', { other: 'picture_away' })
    expect(first).toBe('Mình chưa tải được ảnh này về.')
    expect(rest[0]).toMatch(/^Mình giữ 200\.000 đ/)
    const lan = asked()
    lan.says('gặp người')
    expect(lan.sends({ other: 'picture_large' })).toEqual(['Tệp này lớn quá.', '~ wrote to a person'])
    expect(lan.says('đây nhé', { other: 'picture_unfit' })).toEqual([
      'Mình chỉ mở được ảnh hoặc PDF.',
      '~ wrote to a person',
    ])
    expect(lan.sends({ other: 'sticker' })).toEqual(['~ wrote to a person'])
    expect(asked().says('có em bị đánh', { other: 'picture_away' })[1]).toMatch(/^Bạn gọi ngay 111/)
    expect(talk().sends({ other: 'picture_away' })).toEqual(['Mình chưa tải được ảnh này về.', MENU])
  })

  test('a sticker, a heart or a smile is one word back, and never counts', () => {
    const lan = asked()
    lan.says('ôi trời')
    for (const said of [undefined, '❤️', '👍👍', ':))', '^^', undefined]) {
      const heard = said === undefined ? lan.sends({ other: 'sticker' }) : lan.says(said)
      expect(heard).toEqual([`Mình nhận được rồi 💛 ${OPTIONS}`])
    }
    expect(lan.says('ôi trời ơi')[0]).toMatch(/^Mình vẫn chưa hiểu/)
    // To a doubt, its own buttons; and a thumb says yes where yes can be said.
    lan.says('100')
    expect(lan.sends({ other: 'sticker' })).toEqual(['Mình nhận được rồi 💛 [100.000 đ] [Số khác]'])
    expect(lan.says('👍')[0]).toMatch(/^Mình giữ 100\.000 đ/)
    // Where nothing can be pressed, the question follows; where nothing is asked, the way to everything.
    const hoa = talk()
    hoa.says('đi trao quà')
    hoa.says('mai')
    expect(hoa.sends({ other: 'sticker' })).toEqual(['Mình nhận được rồi 💛', 'Bạn đến lúc mấy giờ?'])
    const minh = talk()
    minh.says('menu')
    minh.says('dừng')
    expect(minh.says('💛')).toEqual(['Mình nhận được rồi 💛 [Về đầu]'])
  })

  test('again and again: a person is called, who can hear', () => {
    const lan = asked()
    for (let n = 0; n < 4; n++) expect(lan.sends({ other: 'voice' })[0]).toMatch(/^Mình chưa nghe được/)
    expect(lan.sends({ other: 'voice' })[1]).toBe('~ hand over: asked for a person')
  })

  test('a picture with words is its words first', () => {
    const files = [{ file: 'f', name: 'ck.jpg', mime: 'image/jpeg' }]
    expect(asked().says('200k', { files })[0]).toMatch(/^Mình giữ 200\.000 đ/)
    expect(asked().says('mình gửi ảnh đây', { files })).toEqual(['Cảm ơn bạn, mình giữ ảnh này.', AGAIN])
    expect(asked().sends({ files })).toEqual(['Cảm ơn bạn, mình giữ ảnh này.', AGAIN])
  })

  test('a picture that was thanked for was understood', () => {
    const files = [{ file: 'f', name: 'ck.jpg', mime: 'image/jpeg' }]
    const lan = asked()
    for (let n = 0; n < 6; n++) expect(lan.sends({ files })).toEqual(['Cảm ơn bạn, mình giữ ảnh này.', AGAIN])
    expect(lan.says('ôi trời')).toEqual([`Bạn gõ số giúp mình nhé, như "200k". ${OPTIONS}`])
    lan.sends({ files })
    expect(lan.says('ôi trời')[0]).toMatch(/^Mình vẫn chưa hiểu/)
  })

  test('where a file is asked for, words are not one', () => {
    const lan = talk()
    lan.says('đi trao quà')
    for (const said of ['mai', '9h', '4', 'có', 'Lan', '0912345678', 'ngõ 12']) lan.says(said)
    expect(lan.says('đây nhé bạn')).toEqual(['Bạn gửi ảnh giúp mình nhé. [Không gửi]'])
    expect(lan.says('khong gui')[0]).toMatch(/^Xong/)
  })

  test('at rest nothing is said twice; idle leads home', () => {
    const lan = talk()
    lan.says('menu')
    expect(lan.sends({ other: 'sticker' })).toEqual([
      'Mình nhận được rồi 💛 [Góp quà Tết] [Hỏi về Quỹ] [Đi trao quà] [English]',
    ])
    lan.says('stop')
    expect(lan.sends({ other: 'voice' })).toEqual([
      'Mình chưa nghe được tin thoại. Bạn viết giúp vài chữ nhé.',
      MENU,
    ])
  })
})
