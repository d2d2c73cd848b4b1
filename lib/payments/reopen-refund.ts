import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { intentRow, type MoneyIntentRow } from "./payment-row";

/** A refund that had gone through failed after all: its intent counts as refused, once. Undefined when that was known, or it never went through. */
export async function reopenRefund(
  ctx: Ctx,
  intentId: string,
  reason: string,
): Promise<MoneyIntentRow | undefined> {
  const [row] = await runStatement(
    ctx,
    (
      place,
    ) => `update money_intents i set state = 'refused', reason = ${place(reason)}, settled_at = app_now()
      where id = ${place(intentId)} and kind = 'refund' and state = 'confirmed' returning ${intentRow.list("i")}`,
  );
  return row && intentRow.read(row);
}
