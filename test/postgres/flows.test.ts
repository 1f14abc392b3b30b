import { expect, test } from 'vitest'
import { actionsOf } from '../../src/app.ts'
import { importFlows, readFlows, shapesOf } from '../../src/conversation/index.ts'
import { usePostgres } from '../support/postgres.ts'

const server = usePostgres()

test('processes that start at the same moment bring the flows live one after the other', async () => {
  const flows = readFlows('flows')
  const actions = shapesOf(actionsOf({} as never))
  const done = await Promise.all([1, 2, 3, 4].map(() => importFlows(server().db, flows, actions)))
  const changed = done.map((one) => one.changed.length).sort((a, b) => a - b)
  expect(changed).toEqual([0, 0, 0, flows.length])
})
