export interface Settings {
  /** The Official Account's own id: who we are there, and the account of its addresses. */
  readonly oaId: string
  readonly appId: string
  readonly appSecret: string
  /** Signs what is posted to us. Shown in the console beside the webhook; another one than the app's secret. */
  readonly oaSecret: string
  /** What the signature begins with: the documents say the app's id, some accounts were seen to use their own. */
  readonly signedBy: 'app_id' | 'oa_id'
  /** How options are put under a message, which no document settles; `none`: numbered in the text alone. */
  readonly buttons: 'plain' | 'template' | 'none'
  readonly redirectUri: string | undefined
  readonly oauth: string
  readonly openapi: string
}
