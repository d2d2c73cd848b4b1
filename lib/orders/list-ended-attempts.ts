import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { attemptRow, type AttemptRow } from "./order-row";

export interface EndedWindow {
  provider: string;
  /** By the time they ended; `to` is excluded. */
  from: Date;
  to: Date;
}

const BATCH = 500;

/** Attempts that ended in a time and may have bought something: delivered, abandoned, or rejected after they had been open. A batch in memory. */
export async function* listEndedAttempts(ctx: Ctx, window: EndedWindow): AsyncGenerator<AttemptRow> {
  const { provider, from, to } = window;
  // An attempt is given up at the end of the hold at the latest, so its birth is not older than this.
  let after: [at: Date, id: string] = [
    new Date(from.getTime() - 14 * 86_400_000),
    "00000000-0000-0000-0000-000000000000",
  ];
  for (;;) {
    const rows = await runStatement(
      ctx,
      (place) => `select ${attemptRow.list("a")} from attempts a
        where provider = ${place(provider)} and (created_at, id) > (${place(after[0])}::timestamptz, ${place(after[1])}::uuid)
          and created_at < ${place(to)} and settled_at >= ${place(from)} and settled_at < ${place(to)}
          and (state in ('delivered', 'abandoned') or state = 'rejected' and was_open)
        order by created_at, id limit ${BATCH}`,
    );
    const batch = rows.map((row) => attemptRow.read(row));
    yield* batch;
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    after = [last.createdAt, last.id];
  }
}
