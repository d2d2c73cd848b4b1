import { inTransaction } from "@/db/context";
import { newId } from "@/lib/core/ids";
import { takeUntold } from "@/lib/ledger";
import { writeMail } from "@/lib/mail";
import type { ReconciliationCtx } from "./context";

/** One mail to each of staff for all breaks that they have not heard of. */
export async function alertStaff(ctx: ReconciliationCtx): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const untold = await takeUntold(tx);
    if (untold.length === 0) return;
    tx.log.error({ breaks: untold }, "the books differ");
    const key = newId();
    for (const to of tx.staffEmails)
      await writeMail(tx, {
        template: "breaks-found",
        to,
        dedupeKey: `breaks:${key}:${to}`,
        data: { breaks: untold },
      });
  });
}
