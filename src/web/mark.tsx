import { html } from './html.ts'

/** The sign of Chung Tay: two leaves that meet like two hands, holding a seed. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <Leaves />
    </svg>
  )
}

const Leaves = () => (
  <>
    <path fill="#2c8c7c" d="M23 43C10 41 3 31 5 17c11 2 18 12 18 26Z" />
    <path fill="#e09a4f" d="M25 43c13-2 20-12 18-26-11 2-18 12-18 26Z" />
    <circle fill="#d5674c" cx="24" cy="11" r="6" />
  </>
)

/** The same sign as a file, for the browser's tab. */
export function markFile(): string {
  return html(
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" role="img" aria-label="Chung Tay">
      <Leaves />
    </svg>,
  )
}
