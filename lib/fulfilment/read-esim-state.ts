import type { Seal } from "@/lib/core/seal";
import { readEsimUsage, storeEsimUsage, takeUsageTurn } from "@/lib/orders";
import type { EsimUsageView } from "@/lib/orders/types";
import type { FulfilmentCtx } from "./context";
import { findIssuedEsim } from "./find-issued-esim";

export interface EsimState {
  /** What was last heard; null when nobody has asked. */
  usage: EsimUsageView | null;
  /** More data can be bought for it. */
  canTopUp: boolean;
}

/**
 * The eSIM of an order as its page shows it; null where there is none whose provider tells. Asked anew with `ask`, at most once in
 * `policy.usageRest`, for as many pages as there are.
 */
export async function readEsimState(
  ctx: FulfilmentCtx & { artefacts: Seal },
  { publicId, ask }: { publicId: string; ask: boolean },
): Promise<EsimState | null> {
  const issued = await findIssuedEsim(ctx, { publicId });
  if (!issued?.provider.esimUsage) return null;
  const { order, iccid, provider } = issued;
  if (ask && (await takeUsageTurn(ctx, order.id, ctx.policy.usageRest))) {
    const told = await provider.esimUsage?.(iccid);
    if (told && !told.ok)
      ctx.log.warn(
        { order: order.id, provider: provider.name, why: told.failure },
        "an eSIM's usage is not known",
      );
    await storeEsimUsage(ctx, order.id, told?.ok ? told.value.plans : null);
  }
  return {
    usage: await readEsimUsage(ctx, order.id),
    canTopUp: provider.capabilities.toppableEsims === true,
  };
}
