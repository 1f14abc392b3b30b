/** Something that an operator can get wrong. */
export interface Check {
  readonly about: string
  /**
   * @returns that all is well, in a few words; `look` for what a person should read although nothing is broken
   * @throws what is wrong and what to do; an error that is none of ours is told by its code alone
   */
  look(): Promise<string | { readonly look: string }>
}

export interface Finding {
  readonly about: string
  /** `unseen`: could not be looked into now, so nothing is known of it. */
  readonly state: 'ok' | 'look' | 'wrong' | 'unseen'
  readonly said: string
}

export async function done({ about, look }: Check): Promise<Finding> {
  try {
    const said = await look()
    return typeof said === 'string' ? { about, state: 'ok', said } : { about, state: 'look', said: said.look }
  } catch (error) {
    return wrong(about, error)
  }
}

export function wrong(about: string, error: unknown): Finding {
  const { name, message, code } = error as Error & { code?: string }
  // Messages of the database and the network may hold an address with its password.
  const said = ['StartError', 'SettingsError'].includes(name)
    ? message
    : `could not be looked at (${code ?? name}).`
  return { about, state: 'wrong', said }
}
