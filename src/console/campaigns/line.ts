import type { UnitTree } from '../../organisers/index.ts'

/** A unit and all above it: whose accounts its campaigns may collect on. */
export function lineOf(unit: string, tree: UnitTree): string[] {
  const line: string[] = []
  for (let at: string | null = unit; at !== null && !line.includes(at); at = tree.get(at) ?? null)
    line.push(at)
  return line
}
