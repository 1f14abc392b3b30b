import { type Deputy, type OnRoster, type OpenInvite, ROLES } from '../../organisers/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { moment, to } from '../../web/show.ts'
import type { Lang } from '../../web/words.ts'
import { Choose, type Desk, DeskLayout, Form, said, Top } from '../layout.tsx'
import { deskWords } from '../words.ts'
import { Invites } from './invites.tsx'
import { daysOf } from './kinds.ts'
import type { NameBook } from './names.ts'
import { officers as words } from './words.ts'

interface OfficersProps {
  frame: Frame
  desk: Desk
  officers: readonly OnRoster[]
  /** Of today and of days to come. */
  deputies: readonly Deputy[]
  /** Those of whom nobody has said yet that it is them. */
  unknown: ReadonlySet<string>
  /** Links that this officer may withdraw. */
  invites: readonly OpenInvite[]
  /** In which this officer may invite. */
  units: readonly string[]
  names: NameBook
  fault: string | undefined
  done: string | undefined
}

export function OfficersPage(props: OfficersProps) {
  const { frame, desk, officers, deputies, unknown, invites, units, names, fault, done } = props
  const { lang } = frame
  const w = words[lang]
  const good = (done === 'done' || done === 'withdrawn') && w[done]
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <Top title={w.title} lead={w.lead} bad={said(w.faults, fault)} good={good} />
      <ul class="rows">
        {officers.map((one) => (
          <li key={one.id} class="card officer">
            <h2>
              <a class="whole" href={to(`/console/officers/${one.id}`, lang)}>
                {one.name}
              </a>
            </h2>
            <p>
              <Posts posts={one.posts} names={names} lang={lang} />{' '}
              {unknown.has(one.id) && <span class="tag">{w.unconfirmed}</span>}
            </p>
            {deputies
              .filter(({ absent }) => absent === one.id)
              .map((deputy) => (
                <p key={deputy.id}>
                  <span class="tag">{w.away}</span>{' '}
                  {w.standsIn(names.nameOf(deputy.officer), daysOf(deputy, lang))}
                </p>
              ))}
            <p class="soft">
              {one.email} · {one.signedInAt ? w.seen(moment(one.signedInAt, lang)) : w.never} ·{' '}
              {w.sessions(one.sessions)}
            </p>
          </li>
        ))}
      </ul>
      <Invites frame={frame} desk={desk} invites={invites} names={names} />
      {units.length > 0 && (
        <section>
          <h2>{w.invite}</h2>
          <Form action="/console/officers/invite" frame={frame} desk={desk} class="card">
            <p class="soft">{w.inviteLead}</p>
            <p class="soft">{w.inviteThen}</p>
            <PostFields units={units} names={names} lang={lang} />
            <button type="submit" class="button">
              {w.makeLink}
            </button>
          </Form>
        </section>
      )}
    </DeskLayout>
  )
}

/** A role and the unit in which it is held. */
export function PostFields(props: { units: readonly string[]; names: NameBook; lang: Lang }) {
  const { units, names, lang } = props
  const w = words[lang]
  return (
    <div class="pair">
      <Choose
        name="role"
        label={w.role}
        choices={ROLES.map((role) => [role, deskWords[lang].roles[role]])}
        none={w.chooseRole}
      />
      <Choose name="unit" label={w.unit} choices={units.map((unit) => [unit, names.unitOf(unit)])} />
    </div>
  )
}

/** What somebody holds, and for whom when it is as a deputy. */
export function Posts(props: { posts: OnRoster['posts']; names: NameBook; lang: Lang }) {
  const { posts, names, lang } = props
  if (posts.length === 0) return <>{words[lang].noPosts}</>
  return (
    <>
      {posts
        .map(({ role, unit, standsFor }) => {
          const post = `${deskWords[lang].roles[role]}, ${names.unitOf(unit)}`
          return standsFor === undefined
            ? post
            : `${post} (${words[lang].standsFor(names.nameOf(standsFor))})`
        })
        .join(' · ')}
    </>
  )
}
