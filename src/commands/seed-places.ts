import { communeOfCode } from '../needs/index.ts'
import { fold } from '../platform/vietnamese/index.ts'
import type { SeedFile } from './seed-shape.ts'

/** A code that no commune has, or that another one has than the one whose name stands beside it. */
export function misplaced(file: SeedFile): string[] {
  const bare = (name: string) => fold(name.replace(/\(.*?\)|^(xã|phường|đặc khu) /giu, '')).trim()
  return file.communes.flatMap(({ code, into, name, province }, n) => {
    const faults: string[] = []
    for (const [field, value] of Object.entries({ code, into })) {
      if (value !== undefined && !communeOfCode(value))
        faults.push(
          `communes.${n}.${field}: no commune has the code ${value} since 1 July 2025. Look it up in prisma/seed/places/communes.tsv.`,
        )
    }
    const known = code === undefined ? undefined : communeOfCode(code)
    if (known && (bare(known.name) !== bare(name) || bare(known.province.name) !== bare(province)))
      faults.push(
        `communes.${n}.code: ${code} is ${known.kind} ${known.name}, ${known.province.name}, and not ${name}, ${province}. Correct one of them.`,
      )
    if (code !== undefined && into !== undefined)
      faults.push(`communes.${n}.into: a commune that has a code goes into no other. Take one of them out.`)
    return faults
  })
}
