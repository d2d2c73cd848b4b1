import type { Ctx } from "@/db/context";
import type { Seal } from "@/lib/core/seal";
import type { ProviderName } from "@/lib/providers/spec";
import { viewArtefact } from "./read-artefact";
import { readOrderFacts } from "./read-order-facts";

/** An eSIM that was delivered, by the order that brought it or added to it. */
export interface IssuedEsim {
  orderId: string;
  /** The place it is good for. */
  operatorId: string;
  iccid: string;
  /** Who issued it: only they know what is left on it, or add to it. */
  provider: ProviderName;
}

/** Null where the order brought no eSIM, or its number is not known. Not for pages: whoever holds it can be sent data. */
export async function readIssuedEsim(
  ctx: Ctx & { artefacts: Seal },
  { publicId }: { publicId: string },
): Promise<IssuedEsim | null> {
  const facts = await readOrderFacts(ctx, { publicId });
  if (facts?.product.kind !== "esim" || facts.order.state !== "delivered") return null;
  const { order } = facts;
  const attempt = facts.attempts.findLast(({ state }) => state === "delivered");
  const opened = order.artefact ? viewArtefact(ctx.artefacts.open(order.artefact)) : null;
  const iccid = order.account ?? (opened?.kind === "esim" ? opened.iccid : null);
  if (!attempt || !iccid) return null;
  return {
    orderId: order.id,
    operatorId: order.operatorId,
    iccid,
    provider: attempt.provider as ProviderName,
  };
}
