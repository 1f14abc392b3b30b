import type { Campaign } from '../../campaigns/index.ts'
import type { Thanked } from '../../giving/index.ts'
import type { Frame } from '../../web/layout.tsx'
import { to } from '../../web/show.ts'
import { type Desk, DeskLayout, Form, Notice } from '../layout.tsx'
import { namesWords } from './words.ts'

interface Props {
  readonly frame: Frame
  readonly desk: Desk
  readonly campaign: Pick<Campaign, 'id' | 'title'>
  readonly thanked: readonly Thanked[]
  readonly said?: 'hidden' | 'past'
}

export function NamesPage({ frame, desk, campaign, thanked, said }: Props) {
  const { lang } = frame
  const w = namesWords[lang]
  const at = `/console/campaigns/${campaign.id}`
  return (
    <DeskLayout frame={frame} title={w.title} desk={desk}>
      <div>
        <p>
          <a href={to(at, lang)}>← {campaign.title}</a>
        </p>
        <h1>{w.title}</h1>
        <p>{w.intro}</p>
      </div>
      {said && <Notice bad={said === 'past'}>{w[said]}</Notice>}
      {thanked.length === 0 && <p class="soft">{w.none}</p>}
      <ul class="rows">
        {thanked.map(({ contact, name, brought }) => (
          <li key={contact} class="card row">
            <p>
              {name} {brought !== undefined && <span class="soft">· {w.brought(brought)}</span>}
            </p>
            <Form action={`${at}/names`} frame={frame} desk={desk}>
              <input type="hidden" name="person" value={contact} />
              <button type="submit" class="button quiet">
                {w.hide}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </DeskLayout>
  )
}
