import type { FileRef } from '../../engine/index.ts'

export interface Settings {
  readonly token: string
  readonly root: string
  /** With a secret: by webhook. Without: by polling, which Zalo means for trying things out. */
  readonly webhook: { readonly secret: string; readonly publicUrl: string } | undefined
}

/** Where Zalo fetches a picture, and a person a paper, while the link is good. */
export type LinkTo = (file: FileRef, address: string) => string
