import type { NotKnown } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { type Desk, Form } from '../layout.tsx'
import type { NameBook } from './names.ts'
import { officers as words } from './words.ts'

interface ConfirmProps {
  frame: Frame
  desk: Desk
  one: NotKnown
  names: Pick<NameBook, 'nameOf'>
}

interface UnconfirmedProps {
  one: NotKnown
  email: string
  names: Pick<NameBook, 'nameOf'>
  lang: Lang
}

/** Tells of an account of which nobody has said yet whose it is, and who can. */
export function Unconfirmed({ one, email, names, lang }: UnconfirmedProps) {
  const w = words[lang].confirm
  const by = one.letInBy === null ? '—' : names.nameOf(one.letInBy)
  return (
    <>
      {w.waits(names.nameOf(one.officer), by)} {one.sayable ? w.desk : w.server(email)}
    </>
  )
}

/** Asks whether an account is truly theirs, of somebody who was not shown the link. */
export function Confirm({ frame, desk, one, names }: ConfirmProps) {
  const { lang } = frame
  const w = words[lang].confirm
  const name = names.nameOf(one.officer)
  const by = one.letInBy === null ? '—' : names.nameOf(one.letInBy)
  return (
    <Form action={`/console/officers/${one.officer}/confirm`} frame={frame} desk={desk} class="card">
      {one.since && <p>{w.how(name, by, moment(one.since, lang))}</p>}
      <p class="soft">{w.why}</p>
      <button type="submit" class="button">
        {w.yes(name)}
      </button>
    </Form>
  )
}
