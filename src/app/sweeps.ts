import { applyChanges } from '../campaigns/index.ts'
import { drawDue, type Papers, textSigner } from '../certificates/index.ts'
import { conversationSweep, excuseLate, officeSweep, revisionSweep } from '../conversation/index.ts'
import {
  type Giving,
  givingSweep,
  lateWishSweep,
  offerSweep,
  setAsideSweep,
  tellOccasions,
} from '../giving/index.ts'
import { forgetForms, forgetSessions, forgetTries, lapseApprovals, sealSweep } from '../organisers/index.ts'
import { forgetLinks } from '../people/index.ts'
import type { PersonKeys } from '../platform/person-key.ts'
import { tellAnniversaries } from '../reports/index.ts'
import { proofSweep, tellPutOffs } from '../spending/index.ts'
import { erasureSweep } from './erasing.ts'
import { linkSweep } from './linking.ts'
import { requestSweep } from './requests.ts'
import type { Base } from './service.ts'
import { wakingSweep } from './waking.ts'
import { wishSweep } from './wishes.ts'

interface Parts {
  readonly base: Base
  readonly keys: PersonKeys
  readonly giving: Giving
  readonly papers: Papers
  readonly sending: Pick<Parameters<typeof conversationSweep>[0], 'todos' | 'deliveries' | 'delivery'>
  readonly opening: Parameters<typeof excuseLate>[2]
  /** Files that nobody names any more. */
  readonly looseFiles: Sweep
}

type Sweep = () => Promise<void>

/** What comes due, every few seconds and once an hour. Any number of processes may do each at once. */
export function sweepsOf({ base, keys, giving, papers, sending, opening, looseFiles }: Parts): {
  readonly often: readonly Sweep[]
  readonly hourly: readonly Sweep[]
  /** Once a minute: a few people of the day at a time. */
  readonly anniversaries: Sweep
} {
  const { db, files, clock, queue, log, secret } = base
  const { hot, prisma } = db
  const wake = async (contacts: readonly string[]) => {
    for (const contact of contacts) await queue.add('bulk', contact)
  }
  return {
    often: [
      conversationSweep({ ...sending, hot, queue, log }),
      givingSweep(db, giving, log),
      lateWishSweep(db, giving, log),
      drawDue(papers, log),
      erasureSweep({ db, giving, files, clock, queue, log }),
      async () => void (await applyChanges(db)),
      linkSweep({ db, giving, files, clock, queue, log }),
      async () => void (await db.transaction((tx) => excuseLate(tx, log, opening))),
      wishSweep({ db, keys, clock, queue, log }),
      async () => wake(await tellOccasions(db, giving, clock.now())),
      async () => wake(await tellPutOffs(db, giving, clock.now())),
      wakingSweep({ db, clock, log, wake: (contact) => queue.add('todo', contact) }),
    ],
    hourly: [
      revisionSweep(db, keys, log),
      officeSweep(hot, log),
      setAsideSweep(hot, log),
      offerSweep(db, giving, log),
      requestSweep({ db, clock, log }),
      looseFiles,
      sealSweep({ db, clock, signer: textSigner(secret), log }),
      proofSweep({ db, clock, log }),
      () => forgetLinks(prisma, clock.now()),
      () => forgetSessions(prisma),
      () => forgetTries(prisma),
      () => forgetForms(prisma),
      () => lapseApprovals(prisma, clock.now()),
    ],
    anniversaries: async () => wake(await tellAnniversaries(db, giving, clock.now())),
  }
}
