/**
 * What a piece of work costs, in milliseconds of a processor: a machine that is busy with other things does not change it
 * much, which the time that passes would. For what an attacker could make grow without end.
 */
export function effortOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
