import { expect, test } from 'vitest'
import { draw } from '../scripts/flow-drawing.ts'
import { readFlows } from '../src/conversation/index.ts'

const STEPS = `
flow: small
start: ask
steps:
  ask:
    say: ask
    choose:
      give: { then: make, if: campaign.left > 0 }
      more: { call: about-fund, then: ask }
    timeout: { after: 15m, then: end }
  make:
    do: pledge.create
    on: { ok: which, place_gone: person }
  which:
    branch:
      - { if: me.lang = 'en', then: thanks }
      - { then: person }
  thanks: { say: [{ image: p.qr, text: thanks }], then: quit }
  person: { hand_over: lost transfer, then: end }
`
const WORDS = `
ask: |
  Bạn muốn góp "bao nhiêu"?
  Bấm nút nhé.
ask.give: Góp quà
ask.more: Về Quỹ
thanks: ${'cảm ơn '.repeat(20)}
`

test('a flow is drawn with its questions, branches, outcomes, calls and what time does', () => {
  expect(draw(STEPS, WORDS)).toBe(`flowchart TD
  begin((" ")) --> s_ask
  s_ask{{"ask<br/>Bạn muốn góp &quot;bao nhiêu&quot;?"}}
  s_ask -->|"Góp quà<br/>(campaign.left > 0)"| s_make
  s_ask -->|"Về Quỹ"| s_ask__more
  s_ask__more[["→ about-fund"]]
  s_ask__more --> s_ask
  s_ask -.->|"after 15m"| s_end
  s_make[["make: pledge.create"]]
  s_make -->|"ok"| s_which
  s_make -->|"place_gone"| s_person
  s_which{"which"}
  s_which -->|"me.lang = 'en'"| s_thanks
  s_which -->|"otherwise"| s_person
  s_thanks["thanks<br/>cảm ơn cảm ơn cảm ơn cảm ơn cảm ơn cảm ơn cảm ơn cảm ơn cảm…"]
  s_thanks --> s_quit
  s_person(["person: lost transfer"])
  s_person --> s_end
  s_end((end))
  s_quit((quit))`)
})

test('in every flow that there is, each arrow leads to something that is drawn', () => {
  const flows = readFlows('flows').filter(({ steps }) => /^steps:/m.test(steps))
  expect(flows.length).toBeGreaterThan(20)
  for (const { flow, steps, words } of flows) {
    const drawn = draw(steps, words.vi).split('\n')
    const nodes = drawn.flatMap((line) => /^ {2}(s_\w+)[[({]/.exec(line)?.[1] ?? [])
    const targets = drawn.flatMap((line) => /(?:-->|-\.->)(?:\|".*"\|)? (s_\w+)$/.exec(line)?.[1] ?? [])
    expect(targets.length, flow).toBeGreaterThan(0)
    expect(
      targets.filter((one) => !nodes.includes(one)),
      flow,
    ).toEqual([])
    expect(drawn.join('\n'), flow).not.toMatch(/undefined|\[object/)
  }
})
