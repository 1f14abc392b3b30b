import { askedNow } from './asked.ts'
import { decide } from './question.ts'
import { repeat } from './run.ts'
import { sayCommon } from './speak.ts'
import { keep, type State } from './state.ts'

/** What is asked stays open; what it offers may be more now. */
export function noteGoods(state: State, goods: string): void {
  state.misses = 0
  state.doubt = undefined
  keepGoods(state, goods)
  const { frame, question } = askedNow(state)
  decide(state, frame, question)
  repeat(state, 'again')
}

/** Kept at once, and told. */
export function keepGoods(state: State, goods: string): void {
  const { frame, question } = askedNow(state)
  if (question.kind !== 'ask' || question.goods === undefined) return
  keep(frame, question.goods, goods)
  sayCommon(state, 'goods_noted', { goods })
}
