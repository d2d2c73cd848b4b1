import { inTransaction } from "@/db/context";
import { raiseAlert } from "@/lib/alerts";
import { newId } from "@/lib/core/ids";
import { takeUntold } from "@/lib/ledger";
import type { ReconciliationCtx } from "./context";

/** Tells staff of all breaks that they have not heard of, by their classes. */
export async function alertStaff(ctx: ReconciliationCtx): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const untold = await takeUntold(tx);
    if (untold.length === 0) return;
    tx.log.error({ breaks: untold }, "the books differ");
    const classes = untold.map((one) => `${one.class.replaceAll("-", " ")} (${one.count})`);
    await raiseAlert(tx, {
      kind: "break-found",
      subject: `breaks:${newId()}`,
      text: `The books of Stripe or of a provider differ from ours: ${classes.join(", ")}`,
      path: "/admin/reconciliation",
    });
  });
}
