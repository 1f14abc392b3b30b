import type { Context } from 'hono'
import {
  type AccountFault,
  type AccountForm,
  accountsOf,
  askForAccount,
  askForChange,
  changesOf,
  readAccount,
  stopChange,
} from '../../campaigns/index.ts'
import { reach } from '../../organisers/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { document } from '../../web/html.ts'
import { to } from '../../web/show.ts'
import { type Handlers, notThere, type Signed } from '../desk.tsx'
import { nameBook } from '../officers/names.ts'
import { type Parts, typed } from '../room.ts'
import { AccountsPage } from './pages.tsx'

type Accounts =
  | 'GET /console/accounts'
  | 'POST /console/accounts/propose'
  | 'POST /console/accounts/change'
  | 'POST /console/accounts/:id/stop'

interface More {
  readonly fault?: string
  readonly faults?: readonly AccountFault[]
  readonly kept?: Partial<AccountForm & { unit: string; campaign: string; account: string }>
}

/** To which bank accounts donors' money goes, and how that is changed: by two people, after a day, under everybody's eyes. */
export function accountsRoom({ gate }: Parts): Pick<Handlers, Accounts> {
  const { db, clock, ids } = gate

  return {
    'GET /console/accounts': (c, who) => page(c, who, {}),

    async 'POST /console/accounts/propose'(c, who) {
      const { unit, ...form } = await typed(c, 'unit', 'bank', 'bin', 'number', 'holder')
      const kept = { unit, ...form }
      const read = readAccount(form)
      if ('faults' in read) return page(c, who, { faults: read.faults, kept })
      if (!who.units.has(unit)) return page(c, who, { fault: 'choose', kept })
      const asked = { unit, by: who.session.officer, form: read.account }
      const done = await db.transaction((tx) => askForAccount(tx, ids, asked, clock.now()))
      return done.kind === 'asked' ? waits(c, who) : page(c, who, { fault: done.kind, kept })
    },

    async 'POST /console/accounts/change'(c, who) {
      const kept = await typed(c, 'campaign', 'account')
      if (!isUuid(kept.campaign) || !isUuid(kept.account)) return page(c, who, { fault: 'choose', kept })
      const asked = { ...kept, by: who.session.officer, units: who.units }
      const done = await db.transaction((tx) => askForChange(tx, ids, asked, clock.now()))
      if (done.kind === 'not_there') return page(c, who, { fault: 'choose', kept })
      return done.kind === 'asked' ? waits(c, who) : page(c, who, { fault: done.kind, kept })
    },

    async 'POST /console/accounts/:id/stop'(c, who) {
      const id = c.req.param('id') ?? ''
      if (!isUuid(id)) return notThere(c, who.frame)
      const stopped = await db.transaction((tx) =>
        stopChange(tx, { id, by: who.session.officer, units: who.units }, clock.now()),
      )
      if (!stopped) return notThere(c, who.frame)
      return c.redirect(to('/console/accounts?done=stopped', who.frame.lang), 303)
    },
  }

  function waits(c: Context, who: Signed) {
    return c.redirect(to('/console/approvals?done=asked', who.frame.lang), 303)
  }

  async function page(c: Context, { frame, desk, tree }: Signed, { fault, faults = [], kept = {} }: More) {
    const theirs = (act: 'accounts.see' | 'accounts.manage' | 'accounts.stop') =>
      reach(act, desk.officer.posts, tree)
    const shown = (
      <AccountsPage
        frame={frame}
        desk={desk}
        accounts={await accountsOf(db.prisma, theirs('accounts.see'), clock.now())}
        changes={await changesOf(db.prisma, theirs('accounts.see'))}
        mayStop={theirs('accounts.stop')}
        units={theirs('accounts.manage')}
        names={await nameBook(db.prisma, gate)}
        fault={fault}
        faults={faults}
        kept={kept}
        done={c.req.query('done')}
      />
    )
    return c.html(document(shown), fault || faults.length > 0 ? 422 : 200)
  }
}
