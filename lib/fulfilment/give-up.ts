import { advanceOrder, type AttemptRow, type OrderRow } from "@/lib/orders";
import { readFloatTrail } from "@/lib/supply";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";

/** Why, where a provider cannot be asked at all. */
export const NOBODY_KNOWS = "this provider cannot say what became of it";

/**
 * A machine can find out no more: a person decides, and the money stays held until then. What the float said around the attempt is kept with
 * the event.
 */
export async function giveUp(
  ctx: FulfilmentCtx,
  of: { order: OrderRow; attempt: AttemptRow },
  why: string,
): Promise<void> {
  const { last } = await readFloatTrail(ctx, of.attempt.id);
  await advanceOrder(ctx, of.order, {
    event: "gave_up",
    to: "review",
    nextAfterMs: ctx.policy.longestSleep,
    data: { why, ...(last ? { floatBefore: last.after } : {}) },
  });
  await askForPerson(ctx, of.order, { kind: "review", why });
}
