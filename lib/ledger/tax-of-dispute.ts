import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { micros, microsOf, type Money } from "@/lib/core/money";
import type { Posting } from "./post-ledger";

interface Disputed {
  checkoutId: string;
  /** What the bank has demanded. */
  amount: Money;
  /** False: it found for us after all, and the tax is owed again. */
  lost: boolean;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/**
 * What a lost dispute makes of the tax: of each order the share of what was owed that the bank took back, never more than is still owed. Nothing
 * where no tax was taken.
 */
export async function taxOfDispute(ctx: Ctx, { checkoutId, amount, lost }: Disputed): Promise<Posting[]> {
  const rows = await runStatement(
    ctx,
    (place) => `select order_id,
        coalesce(-sum(micros) filter (where kind = 'tax' and account = 'tax-payable'), 0),
        coalesce(-sum(micros) filter (where account = 'tax-payable'), 0),
        coalesce(-sum(micros) filter (where kind = 'tax-back' and account = 'disputes'), 0),
        sum(coalesce(-sum(micros) filter (where kind = 'capture' and account = 'sales'), 0)) over ()
      from ledger_entries where checkout_id = ${place(checkoutId)}::uuid and currency = ${place(amount.currency)}
      group by order_id order by order_id`,
  );
  const { micros: taken, currency } = microsOf(amount);
  return rows.flatMap(([orderId, ...sums]): Posting[] => {
    const [taxed = 0n, owed = 0n, backed = 0n, charged = 0n] = sums.map((sum) => BigInt(String(sum)));
    if (orderId === null || taxed <= 0n || charged <= 0n) return [];
    const part = least((taxed * BigInt(taken)) / charged, lost ? owed : backed);
    if (part <= 0n) return [];
    const sides = lost
      ? ({ from: "disputes", to: "tax-payable" } as const)
      : ({ from: "tax-payable", to: "disputes" } as const);
    const posting = { kind: "tax-back", amount: micros(Number(part), currency), checkoutId } as const;
    return [{ ...posting, ...sides, orderId: String(orderId) }];
  });
}
