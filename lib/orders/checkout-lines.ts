import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";

/** So many things are paid for at once at most. */
export const MOST_LINES = 15;

/** Takes a line off a checkout that is not paid for; its number is not given to another one. False when there is no such line. */
export async function dropLine(ctx: Ctx, checkoutId: string, line: number): Promise<boolean> {
  const dropped = await runStatement(
    ctx,
    (place) => `update quotes set replaced = true
      where checkout_id = ${place(checkoutId)} and line = ${place(line)} and not replaced and not frozen returning 1`,
  );
  return dropped.length > 0;
}

/** What the whole checkout is paid in; its quotes must be made anew in the same transaction. */
export async function setCheckoutCurrency(ctx: Ctx, checkoutId: string, currency: string): Promise<void> {
  await runStatement(
    ctx,
    (place) => `update checkouts set currency = ${place(currency)} where id = ${place(checkoutId)}`,
  );
}

/** The number of the next line: above all that were ever there. */
export async function nextLine(ctx: Ctx, checkoutId: string): Promise<number> {
  const [row] = await runStatement(
    ctx,
    (place) => `select coalesce(max(line), 0) + 1 from quotes where checkout_id = ${place(checkoutId)}`,
  );
  return Number(row?.[0] ?? 1);
}
