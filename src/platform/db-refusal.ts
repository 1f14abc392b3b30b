import { codeOf } from './db-trouble.ts'

/** SQLSTATE: insufficient_privilege. */
export const NO_RIGHT = '42501'

/**
 * What an operator must know when PostgreSQL refuses us: what is wrong, where, and what to do. No password is in it.
 *
 * @returns undefined for what is no refusal of this kind
 */
export function refusalOf(error: unknown, url: string): string | undefined {
  const code = codeOf(error)
  const { user, database, place } = partsOf(url)
  const where = `PostgreSQL at ${place} (DATABASE_URL)`
  switch (code) {
    case '3D000':
      return `${where} has no database "${database}". Make it: CREATE DATABASE "${database}"${user ? ` OWNER "${user}"` : ''}; or correct the name.`
    // The first is a wrong password, the second a user or a way in that the server does not know.
    case '28P01':
    case '28000':
      return `${where} does not let ${user ? `the user "${user}"` : 'this user'} in (${code}). Correct the user and the password; if they are right, look into the server’s pg_hba.conf.`
    case NO_RIGHT:
      return `${where} does not let ${user ? `the user "${user}"` : 'this user'} make or use the tables of the database "${database}" (${code}). Give it to that user: ALTER DATABASE "${database}" OWNER TO "${user || '…'}"; and run the command "migrate" as that user.`
    case '53300':
      return `${where} has no connection left (${code}). Raise its max_connections, or stop what else uses it.`
    default:
      return undefined
  }
}

/** `host:port`, for whoever must find the server. */
export const placeOf = (url: string): string => partsOf(url).place

function partsOf(url: string) {
  const { hostname, port, username, pathname } = new URL(url)
  const user = decodeURIComponent(username)
  return {
    user,
    database: decodeURIComponent(pathname.slice(1)) || user,
    place: `${hostname || 'this machine’s socket'}:${port || 5432}`,
  }
}
