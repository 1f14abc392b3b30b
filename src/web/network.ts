import { isIPv6 } from 'node:net'

/**
 * The network of an address, as limits count callers. A single household or phone has a whole /64 of IPv6, so an address
 * says nothing there.
 *
 *     networkOf('203.0.113.9')            // '203.0.113.9'
 *     networkOf('203.0.113.9:50123')      // '203.0.113.9'
 *     networkOf('::ffff:203.0.113.9')     // '203.0.113.9'
 *     networkOf('2001:db8:0:7::a')        // '2001:db8:0:7::/64'
 *     networkOf('[2001:db8:0:7::b]:443')  // '2001:db8:0:7::/64'
 *
 * What is no address is its own network. Never throws.
 */
export function networkOf(address: string): string {
  const bare = (/^\[([^\]]*)\]/.exec(address)?.[1] ?? address).replace(/%.*$/, '').toLowerCase()
  if (!isIPv6(bare)) return address.replace(/^([\d.]+):\d+$/, '$1')
  const mapped = /^(?:0*:)*:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)
  if (mapped) return mapped[1]!
  const [head, tail] = bare.split('::') as [string, string | undefined]
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  // Four numbers at the end stand for two groups.
  const groups = before.length + after.length + (bare.includes('.') ? 1 : 0)
  const all = [...before, ...Array.from({ length: tail === undefined ? 0 : 8 - groups }, () => '0'), ...after]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
