export interface Settings {
  readonly token: string
  readonly root: string
  /** With a secret: by webhook. Without: by long polling. */
  readonly webhook: { readonly secret: string; readonly publicUrl: string } | undefined
}
