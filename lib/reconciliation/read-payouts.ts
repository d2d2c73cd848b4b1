import { readAppTime } from "@/db/read-app-time";
import type { Ctx } from "@/db/context";
import { isPayoutKnown, storePayout, storePayoutLines } from "@/lib/ledger";
import { StripeUnreachable, type StripeGateway } from "@/lib/payments";
import { inBatches } from "./in-batches";

const DAY_MS = 24 * 3_600_000;
/** Payouts may still fail, or arrive, so long after they were made. */
const BACK_DAYS = 35;
const BATCH = 500;

/**
 * Reads what Stripe paid out lately and what is in it, as far as it tells. What was read whole is not read again. Returns how many payouts it
 * saw; undefined when Stripe broke off: the next run goes on.
 */
export async function readPayouts(
  ctx: Ctx & { stripe: Pick<StripeGateway, "listPayouts" | "listPayoutLines"> },
): Promise<number | undefined> {
  const from = new Date((await readAppTime(ctx)).getTime() - BACK_DAYS * DAY_MS);
  let seen = 0;
  try {
    for await (const payout of ctx.stripe.listPayouts(from)) {
      seen += 1;
      const known = await isPayoutKnown(ctx, payout.id);
      await storePayout(ctx, payout, known);
      if (known || !payout.automatic) continue;
      for await (const batch of inBatches(ctx.stripe.listPayoutLines(payout.id), BATCH))
        await storePayoutLines(ctx, payout.id, batch);
      await storePayout(ctx, payout, true);
    }
    return seen;
  } catch (error) {
    if (!(error instanceof StripeUnreachable)) throw error;
    ctx.log.warn({ seen, error: error.message }, "payouts could not be read to their end");
    return undefined;
  }
}
