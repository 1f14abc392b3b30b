import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A page, or a piece of one, as HTML. Text in it is escaped. */
export const html = (node: VNode): string => renderToString(node)

/** A whole document. */
export const document = (page: VNode): string => `<!DOCTYPE html>${html(page)}`
