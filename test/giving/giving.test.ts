import { afterAll, beforeAll, describe } from 'vitest'
import type { Database } from '../../src/platform/db.ts'
import { testDatabase } from '../support/database.ts'
import { changingStories } from './changing.stories.ts'
import { foreignStories } from './foreign-money.stories.ts'
import { hostileStories } from './hostile.stories.ts'
import { keepingStories } from './keeping.stories.ts'
import { lateMoneyStories } from './late-money.stories.ts'
import { modelStories } from './model.stories.ts'
import { moneyStories } from './money.stories.ts'
import { monthlyStories } from './monthly.stories.ts'
import { offerStories } from './offers.stories.ts'
import { offerLaterStories } from './offers-later.stories.ts'
import { pledgeStories } from './pledge.stories.ts'
import { returnedMoneyStories } from './returned-money.stories.ts'
import { setAsideStories } from './set-aside.stories.ts'
import { sponsorshipStories } from './sponsorship.stories.ts'
import { sponsorshipModelStories } from './sponsorship-model.stories.ts'
import { takenBackStories } from './taken-back.stories.ts'
import { unknownGiverStories } from './unknown-giver.stories.ts'
import { searchStories } from './where-is-my-money.stories.ts'

// One database for all of them: to start one takes longer than most of the stories. Each has a fund of its own in it.
let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
const db = () => database

describe('promises', () => pledgeStories(db))
describe('money', () => moneyStories(db))
describe('late money', () => lateMoneyStories(db))
describe('returned money', () => returnedMoneyStories(db))
describe('taken back', () => takenBackStories(db))
describe('an unknown giver', () => unknownGiverStories(db))
describe('where is my money', () => searchStories(db))
describe('set aside', () => setAsideStories(db))
describe('sponsored places', () => {
  sponsorshipStories(db)
  sponsorshipModelStories(db)
})
describe('each month, without a place', () => monthlyStories(db))
describe('other than money', () => {
  offerStories(db)
  offerLaterStories(db)
})
describe('money in another currency', () => foreignStories(db))
describe('signed nonsense', () => hostileStories(db))
describe('against a model', () => modelStories(db))
describe('promises that change', () => changingStories(db))
describe('promises that are kept', () => keepingStories(db))
