import { inTransaction } from "@/db/context";
import { failpoint } from "@/lib/core/failpoint";
import { wakeOverdue } from "@/lib/jobs";
import type { FulfilmentCtx } from "./context";

/** Wakes what is due and nobody woke: every order ends though the whole queue was emptied. Returns how many rows it woke. */
export async function reconcileDue(ctx: FulfilmentCtx): Promise<number> {
  const woken = await inTransaction(ctx, (tx) => wakeOverdue(tx));
  await failpoint("reconciler.woke");
  const found = Object.values(woken).reduce((sum, count) => sum + count, 0);
  if (found > 0) ctx.log.info(woken, "woke what was due");
  return found;
}
