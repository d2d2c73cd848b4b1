import { and, eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, offerChoices } from "@/db/schema";

/** Keeps the way that staff want an order to go next; a later choice replaces it. In the transaction that holds the order's lock. */
export async function putOfferChoice(ctx: Ctx, orderId: string, offerId: string): Promise<void> {
  const chosenBy = ctx.actor.id;
  await ctx.db
    .insert(offerChoices)
    .values({ orderId, offerId, chosenBy })
    .onConflictDoUpdate({
      target: offerChoices.orderId,
      set: { offerId, chosenBy, chosenAt: appNow, state: "waiting" },
    });
}

/** It was taken, or is no way any more. */
export async function closeOfferChoice(ctx: Ctx, orderId: string, state: "taken" | "gone"): Promise<void> {
  await ctx.db
    .update(offerChoices)
    .set({ state })
    .where(and(eq(offerChoices.orderId, orderId), eq(offerChoices.state, "waiting")));
}

/** The offer that staff have chosen for an order and the claim has not taken yet. */
export async function readChosenOffer(ctx: Ctx, orderId: string): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ offerId: offerChoices.offerId })
    .from(offerChoices)
    .where(and(eq(offerChoices.orderId, orderId), eq(offerChoices.state, "waiting")));
  return row?.offerId;
}
