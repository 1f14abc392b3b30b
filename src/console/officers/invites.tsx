import type { OpenInvite } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment } from '../../web/show.ts'
import { type Desk, Form } from '../layout.tsx'
import { deskWords } from '../words.ts'
import type { NameBook } from './names.ts'
import { officers as words } from './words.ts'

interface InvitesProps {
  frame: Frame
  desk: Desk
  invites: readonly OpenInvite[]
  names: NameBook
}

/** Links that nobody has used yet: for what, by whom, until when. Never the link itself, which is kept nowhere. */
export function Invites({ frame, desk, invites, names }: InvitesProps) {
  const { lang } = frame
  const w = words[lang]
  if (invites.length === 0) return null
  return (
    <section>
      <h2>{w.links}</h2>
      <p class="soft">{w.linksLead}</p>
      <ul class="rows">
        {invites.map(({ id, purpose, madeBy, endsAt }) => (
          <li key={id} class="card row">
            <div>
              <p>
                {'post' in purpose
                  ? `${deskWords[lang].roles[purpose.post.role]}, ${names.unitOf(purpose.post.unit)}`
                  : w.newPassword(names.nameOf(purpose.officer))}
              </p>
              <p class="soft">
                {madeBy === null ? w.madeOnServer : w.madeBy(names.nameOf(madeBy))} ·{' '}
                {w.goodUntil(moment(endsAt, lang))}
              </p>
            </div>
            <Form action={`/console/invites/${id}/withdraw`} frame={frame} desk={desk}>
              <button type="submit" class="button quiet">
                {w.withdraw}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}
