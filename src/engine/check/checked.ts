import type { Definition } from '../definition.ts'
import type { Forms } from '../forms.ts'
import type { Known } from '../known.ts'
import type { Report } from '../source.ts'
import type { Actions, FieldShape, Lang } from '../types.ts'
import type { RawWords } from '../words.ts'

/** What a flow is checked against. */
export interface Surroundings {
  readonly actions: Actions
  /** What facts hold, by name; undefined when that is not known. */
  readonly facts: Readonly<Record<string, FieldShape>> | undefined
  /** Characters that each channel can send. */
  readonly channels: Readonly<Record<string, number>>
  /** Flows that are there but could not be read: nobody is told that they are missing. */
  readonly unread: ReadonlySet<string>
}

/** One flow under inspection. */
export interface Checked extends Surroundings {
  readonly definition: Definition
  readonly words: Readonly<Record<Lang, RawWords>>
  readonly flows: ReadonlyMap<string, Definition>
  /** How people may be spoken to. */
  readonly forms: Forms
  /** Whether it could be read without a problem; of one that could not, what follows from that is not told besides. */
  readonly sound: boolean
  /** What is known of its values when each step has set its own. Unreachable steps are missing. */
  readonly known: ReadonlyMap<string, Known>
  readonly report: Report
  readonly reportWords: Readonly<Record<Lang, Report>>
}
