import type { Both } from '../words.ts'

/** Who works at the desk. */
const vi = {
  give: (name: string) => `Giao vai trò cho ${name}`,
}

const en: typeof vi = {
  give: (name) => `A role for ${name}`,
}

export const officers: Both<typeof vi> = { vi, en }
