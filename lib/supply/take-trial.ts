import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import type { Way } from "./note-circuit";

/**
 * Takes the one trial of a circuit that is not closed, in the transaction of a claim; false when another order has it.
 * @param forMs how long the trial is waited for before another order may have one
 */
export async function takeTrial(ctx: Ctx, way: Way, forMs: number): Promise<boolean> {
  const taken = await runStatement(
    ctx,
    (
      place,
    ) => `update supply_circuits set state = 'half-open', retry_at = app_now() + ${place(`${forMs} milliseconds`)}::interval
      where provider = ${place(way.provider)} and operator_id = ${place(way.operatorId)}
        and state <> 'closed' and retry_at <= app_now() returning 1`,
  );
  if (taken.length > 0) return true;
  // Closed in the meantime by somebody's success: nothing is to be tried.
  const open = await runStatement(
    ctx,
    (place) => `select 1 from supply_circuits
      where provider = ${place(way.provider)} and operator_id = ${place(way.operatorId)} and state <> 'closed'`,
  );
  return open.length === 0;
}
