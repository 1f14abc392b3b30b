/** A deliberately broken variant of the program. A test that stays green on its mutant proves nothing. */
export interface Mutant {
  readonly name: string
  /** What it breaks. */
  readonly why: string
  /** In the compiled program: each text is there exactly once. */
  readonly patches: readonly { readonly file: string; readonly is: string; readonly becomes: string }[]
}
