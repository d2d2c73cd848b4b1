import type { Seal } from "@/lib/core/seal";
import { findOrderByPublicId, readAttempts, type OrderRow } from "@/lib/orders";
import type { Provider, ProviderName } from "@/lib/providers/spec";
import { viewArtefact } from "@/lib/reports";
import type { FulfilmentCtx } from "./context";

export interface IssuedEsim {
  order: OrderRow;
  iccid: string;
  provider: Provider;
}

/** The number of the eSIM that an order brought, or added to. */
function iccidOf({ artefacts }: { artefacts: Seal }, { account, artefact }: OrderRow): string | null {
  if (account) return account;
  const opened = artefact ? viewArtefact(artefacts.open(artefact)) : null;
  return opened?.kind === "esim" ? opened.iccid : null;
}

/** The eSIM of a delivered order and the provider that issued it; null where there is none, its number is not known, or that provider is off. */
export async function findIssuedEsim(
  ctx: Pick<FulfilmentCtx, keyof FulfilmentCtx> & { artefacts: Seal },
  { publicId }: { publicId: string },
): Promise<IssuedEsim | null> {
  const order = await findOrderByPublicId(ctx, publicId);
  if (order?.state !== "delivered") return null;
  const attempt = (await readAttempts(ctx, order.id)).findLast(({ state }) => state === "delivered");
  if (attempt?.request["kind"] !== "esim") return null;
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  const iccid = iccidOf(ctx, order);
  return provider && iccid ? { order, iccid, provider } : null;
}
