import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { micros } from "@/lib/core/money";
import type { Posting } from "./post-ledger";

interface Taxed {
  /** What was owed of what was charged, and what still is. */
  taxed: bigint;
  owed: bigint;
  charged: bigint;
}

/** For the order a posting names, or its whole checkout. */
async function readTaxed(ctx: Ctx, { checkoutId, orderId, amount }: Posting): Promise<Taxed> {
  const [row] = await runStatement(
    ctx,
    (place) => `select coalesce(-sum(micros) filter (where kind = 'tax' and account = 'tax-payable'), 0),
        coalesce(-sum(micros) filter (where account = 'tax-payable'), 0),
        coalesce(-sum(micros) filter (where kind = 'capture' and account = 'sales'), 0)
      from ledger_entries where checkout_id = ${place(checkoutId)}::uuid and currency = ${place(amount.currency)}
        and (${place(orderId)}::uuid is null or order_id = ${place(orderId)}::uuid)`,
  );
  const [taxed = 0n, owed = 0n, charged = 0n] = (row ?? []).map((sum) => BigInt(String(sum)));
  return { taxed, owed, charged };
}

/** Refunds, and refunds that came back, with the tax that is no longer owed, or owed again: the share that was owed of what was charged. */
export async function withTax(ctx: Ctx, postings: Posting[]): Promise<Posting[]> {
  const all: Posting[] = [];
  for (const posting of postings) {
    all.push(posting);
    if (posting.kind !== "refund" && posting.kind !== "refund-failure") continue;
    const { taxed, owed, charged } = await readTaxed(ctx, posting);
    if (taxed <= 0n || charged <= 0n) continue;
    const share = (taxed * BigInt(posting.amount.micros)) / charged;
    // A dispute may have taken it back already; what comes back is owed again up to what was owed at first.
    const most = posting.kind === "refund" ? owed : taxed - owed;
    const amount = micros(Number(share < most ? share : most), posting.amount.currency);
    const [from, to] =
      posting.kind === "refund"
        ? (["refunds", "tax-payable"] as const)
        : (["tax-payable", "refunds"] as const);
    all.push({ ...posting, kind: "tax-back", from, to, amount });
  }
  return all;
}
