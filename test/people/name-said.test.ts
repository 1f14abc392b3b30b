import { expect, test } from 'vitest'
import { ACTIONS } from '../support/actions.ts'

const said = ACTIONS.find(({ name }) => name === 'name.said')!

test.each([
  ['doi ten tren giay thanh Gia đình Lan và Minh', 'Gia đình Lan và Minh'],
  ['Đổi tên trên giấy thành: “Lớp 12A1” nhé', 'Lớp 12A1'],
  ['sửa lại tên là Trần Văn Thành ạ', 'Trần Văn Thành'],
  ['change the name to Lan, please', 'Lan'],
  ['đổi tên trên giấy thành', undefined],
  ['giấy ghi nhận', undefined],
])('“%s”', async (words, name) => {
  const outcome = await said.run({} as never, { words })
  expect(outcome).toEqual(name === undefined ? { outcome: 'nothing' } : { outcome: 'named', name })
})
