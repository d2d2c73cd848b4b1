/** Time of this machine. Waits, leases and deadlines use the database's app_now() instead. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
