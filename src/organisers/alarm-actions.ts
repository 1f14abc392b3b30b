import { z } from 'zod'
import { type Action, action } from '../conversation/action.ts'
import { nothing } from '../platform/shapes.ts'
import { beginAlarm, endAlarmOfContact } from './alarm-store.ts'

/** What an officer's own chat may ask for. */
export const alarmActions: readonly Action[] = [
  action({
    name: 'officer_alarm.begin',
    /** `text`: what was written, with the code in it. */
    input: z.object({ text: z.string() }),
    /** Used, too old and never made are one answer: a guess learns nothing. */
    outcomes: { begun: nothing, wrong: nothing },
    async run({ tx, contact, address, clock }, { text }) {
      const begun = await beginAlarm(tx, { contact, at: address }, text, clock.now())
      return { outcome: begun ? ('begun' as const) : ('wrong' as const) }
    },
  }),
  action({
    name: 'officer_alarm.end',
    input: z.object({}),
    outcomes: { ended: nothing, none: nothing },
    async run({ tx, contact, clock }) {
      const ended = await endAlarmOfContact(tx, contact, 'chat', clock.now())
      return { outcome: ended ? ('ended' as const) : ('none' as const) }
    },
  }),
]
