/**
 * Two who have the same form open: each form brings what it showed (`was`), so that the later one sees what the earlier changed
 * and puts nothing old back.
 */

/** What a form showed, for a hidden field of it. */
export const shownIn = (form: Readonly<Record<string, string | undefined>>): string => JSON.stringify(form)

/** Back from that field. What no page of ours has written is a form that showed nothing. */
function readShown(was: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(was)
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/**
 * What others have changed since a form was shown.
 *
 * @param was the hidden field
 * @param now how the form would be shown now
 * @returns names of fields; empty: it is as it was
 */
export function changedMeanwhile<F extends string>(was: string, now: Readonly<Record<F, string>>): F[] {
  const shown = readShown(was)
  return (Object.keys(now) as F[]).filter((field) => shown[field] !== now[field])
}

/** What stands in the form then: what was typed is kept, and what was not touched is as it is now. */
export function mergedForm<F extends string>(
  was: string,
  typed: Readonly<Record<F, string>>,
  now: Readonly<Record<F, string>>,
): Record<F, string> {
  const shown = readShown(was)
  const fields = (Object.keys(now) as F[]).map((field) => {
    // Browsers send lines ended in their own way.
    const said = typed[field].replaceAll('\r\n', '\n')
    return [field, said === shown[field] ? now[field] : said]
  })
  return Object.fromEntries(fields) as Record<F, string>
}
