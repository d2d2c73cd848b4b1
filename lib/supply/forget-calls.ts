import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";

/** How long notes of calls to providers are kept. */
export const CALLS_KEPT_DAYS = 14;
/** Removed in one statement; the next comes soon. */
const BATCH = 20_000;

/** Removes notes of calls that are older than they are kept. It bears running twice at once. */
export async function forgetCalls(ctx: Ctx): Promise<void> {
  await runStatement(
    ctx,
    (place) => `delete from provider_calls where id in (
      select id from provider_calls where at < app_now() - ${place(`${CALLS_KEPT_DAYS} days`)}::interval
      limit ${BATCH} for update skip locked)`,
  );
}
