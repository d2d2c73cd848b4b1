import type { Clock } from "@/lib/core/clock";
import type { Log } from "@/lib/core/log";
import type { Asker } from "@/lib/core/permissions";
import type { Policy } from "@/lib/core/policy";
import type { Database, Transaction } from "./connect";

/** Beside who it is, of staff alone: what verbs ask permission of. */
export interface Actor extends Asker {
  kind: "buyer" | "staff" | "system";
  /** Guest cookie, user id or name of the process. */
  id: string;
}

/** What every verb is given first: `verb(ctx, input)`. */
export interface Ctx {
  db: Database | Transaction;
  actor: Actor;
  clock: Clock;
  log: Log;
  policy: Policy;
}

/** Serialisation failure and deadlock: the whole transaction may simply be run again. */
const RUN_AGAIN = new Set(["40001", "40P01"]);

function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "cause" in error ? codeOf(error.cause) : undefined;
}

/** Name of the unique index or constraint an insert ran into; undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("constraint_name" in error && typeof error.constraint_name === "string") return error.constraint_name;
  return "cause" in error ? violatedConstraint(error.cause) : undefined;
}

/** Runs `work` in one short transaction; no network call belongs inside. */
export async function inTransaction<C extends Ctx, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  for (let run = 1; ; run += 1) {
    try {
      return await ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
    } catch (error) {
      if (run === 3 || !RUN_AGAIN.has(codeOf(error) ?? "")) throw error;
    }
  }
}

/**
 * Waits for statements that were sent together in one transaction, also when one of them has failed: none may run on after its end.
 * @throws the first error
 */
export async function together<Work extends readonly Promise<unknown>[]>(
  ...work: Work
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  const errors: unknown[] = [];
  const results = await Promise.all(
    work.map((one) => one.catch((error: unknown) => void errors.push(error))),
  );
  if (errors.length > 0) throw errors[0];
  return results as { -readonly [Index in keyof Work]: Awaited<Work[Index]> };
}
