/** Tells the time. Injected, so that tests can move it. Leases and expiry use the database's clock instead. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
