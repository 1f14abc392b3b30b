import { openAt, type Site } from './chats.ts'
import { shoot } from './keep.ts'

/** Public pages: from the top, or from a heading on. */
export async function pages(site: Site): Promise<void> {
  for (const [name, path, from] of [
    ['home', '/'],
    ['needs', '/needs?q=áo+ấm+cho+bé+gái+tiểu+học'],
    ['campaign', '/campaigns/tet-2027'],
    ['campaign-became', '/campaigns/den-truong', 'Phần góp đang ở đâu'],
    ['thanked', '/campaigns/den-truong', 'Cảm ơn'],
    ['check', '/check?q=1234567890'],
  ] as const) {
    const phone = await openAt(site, path)
    if (from)
      await phone
        .getByRole('heading', { name: from, exact: true })
        .evaluate((it) => scrollTo(0, it.getBoundingClientRect().top - 24))
    await shoot(name, phone)
    await phone.close()
  }
}
