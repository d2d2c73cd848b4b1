import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { micros } from "@/lib/core/money";
import type { Posting } from "./post-ledger";

/** What was owed of what was charged, for the order a posting names or its whole checkout. */
async function readTaxed(ctx: Ctx, { checkoutId, orderId, amount }: Posting): Promise<[bigint, bigint]> {
  const [row] = await runStatement(
    ctx,
    (place) => `select coalesce(-sum(micros) filter (where kind = 'tax' and account = 'tax-payable'), 0),
        coalesce(-sum(micros) filter (where kind = 'capture' and account = 'sales'), 0)
      from ledger_entries where checkout_id = ${place(checkoutId)}::uuid and currency = ${place(amount.currency)}
        and (${place(orderId)}::uuid is null or order_id = ${place(orderId)}::uuid)`,
  );
  return [BigInt(String(row?.[0] ?? 0)), BigInt(String(row?.[1] ?? 0))];
}

/** Refunds, and refunds that came back, with the tax that is no longer owed, or owed again: the share that was owed of what was charged. */
export async function withTax(ctx: Ctx, postings: Posting[]): Promise<Posting[]> {
  const all: Posting[] = [];
  for (const posting of postings) {
    all.push(posting);
    if (posting.kind !== "refund" && posting.kind !== "refund-failure") continue;
    const [taxed, charged] = await readTaxed(ctx, posting);
    if (taxed <= 0n || charged <= 0n) continue;
    const amount = micros(Number((taxed * BigInt(posting.amount.micros)) / charged), posting.amount.currency);
    const [from, to] =
      posting.kind === "refund"
        ? (["refunds", "tax-payable"] as const)
        : (["tax-payable", "refunds"] as const);
    all.push({ ...posting, kind: "tax-back", from, to, amount });
  }
  return all;
}
