import { readAppTime } from "@/db/read-app-time";
import { assertMay } from "@/lib/core/permissions";
import { readOpenAttempt, readOrder } from "@/lib/orders";
import { mayAskAgain } from "./ask-again-now";
import type { FulfilmentCtx } from "./context";
import { bringsCode } from "./lacks-artefact";
import { needsSecondPerson } from "./settle-review";
import type { OpenTerms } from "./types";
import { whenDecidable } from "./when-decidable";

/** What staff may do with an order whose attempt is open; null when none is. @throws NotPermitted */
export async function readOpenTerms(
  ctx: FulfilmentCtx,
  { orderId }: { orderId: string },
): Promise<OpenTerms | null> {
  assertMay(ctx.actor, "orders.read");
  const order = await readOrder(ctx, orderId);
  const attempt = order && (await readOpenAttempt(ctx, orderId));
  if (!order || !attempt) return null;
  const askable = mayAskAgain(ctx, { order, attempt });
  if (order.state !== "review") return { askable, review: null };
  const from = whenDecidable(ctx, { order, attempt });
  return {
    askable,
    review: {
      decidableFrom: from.toISOString(),
      decidable: from <= (await readAppTime(ctx)),
      needsSecond: await needsSecondPerson(ctx, order),
      brings: bringsCode(attempt) ?? null,
    },
  };
}
