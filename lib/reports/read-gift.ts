import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import type { Seal } from "@/lib/core/seal";
import type { GiftView } from "@/lib/orders/types";
import { viewArtefact } from "./read-artefact";
import { readOrderFacts } from "./read-order-facts";
import { readOrderView } from "./read-order-view";

type SealCtx = { artefacts: Seal };

/** What was sealed for another purpose opens no code. */
const PURPOSE = "gift:1:";
/** Longer than any we make; nothing else is opened. */
const LONGEST = 400;

/** The address part of the page with a code, for whom it was sent to: no way back to the order's own page. */
export const sealGift = (ctx: SealCtx, orderId: string): string =>
  Buffer.from(ctx.artefacts.seal(PURPOSE + orderId), "base64").toString("base64url");

function openGift(ctx: SealCtx, token: string): string | undefined {
  if (token.length > LONGEST || !/^[\w-]+$/.test(token)) return undefined;
  try {
    const plain = ctx.artefacts.open(Buffer.from(token, "base64url").toString("base64"));
    const id = plain.startsWith(PURPOSE) ? plain.slice(PURPOSE.length) : "";
    return isUuid(id) ? id : undefined;
  } catch {
    // Not of ours, or a piece of it is missing.
    return undefined;
  }
}

/** What somebody was sent: the code itself while it stands, from whom, and their words. No price and nothing of the buyer. Null when there is none. */
export async function readGift(ctx: Ctx & SealCtx, { token }: { token: string }): Promise<GiftView | null> {
  const id = openGift(ctx, token);
  const [facts, order] = id
    ? await Promise.all([readOrderFacts(ctx, { id }), readOrderView(ctx, { id })])
    : [];
  if (!facts?.quote.gift || !order) return null;
  const stands = facts.order.state === "delivered";
  const sealed = stands ? facts.order.artefact : null;
  const { from, message } = facts.quote.gift;
  return {
    stands: stands ? "arrived" : "gone",
    from,
    message,
    kind: order.kind,
    operator: order.operator,
    face: order.price.face,
    parcel: order.parcel,
    artefact: sealed ? viewArtefact(ctx.artefacts.open(sealed)) : null,
  };
}
