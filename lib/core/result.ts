/** A value or a failure. A function that returns a Result does not throw. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; failure: E };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const fail = <E>(failure: E): { ok: false; failure: E } => ({ ok: false, failure });
