// Ends what a test has started when the test itself is gone, in whatever way it went: kill -9 leaves it no last word.
// Reads lines "<pid> <signal>" (watch it) and "<pid>" (it has ended), until whoever writes them is no more.
import { createInterface } from 'node:readline'

const wards = new Map()
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [pid, signal] = line.split(' ')
    if (signal) wards.set(pid, signal)
    else wards.delete(pid)
  })
  .on('close', () => {
    for (const [pid, signal] of wards) {
      try {
        process.kill(Number(pid), signal)
      } catch {
        // It went before.
      }
    }
  })
