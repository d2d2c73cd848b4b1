import type { Seal } from "@/lib/core/seal";
import { readEsimUsage, storeEsimUsage, takeUsageTurn } from "@/lib/orders";
import type { EsimUsageView } from "@/lib/orders/types";
import { readIssuedEsim, type IssuedEsim } from "@/lib/reports";
import type { FulfilmentCtx } from "./context";

export interface EsimState {
  /** What was last heard; null when nobody has asked. */
  usage: EsimUsageView | null;
  /** More data can be bought for it. */
  canTopUp: boolean;
}

async function askProvider(
  ctx: FulfilmentCtx,
  { orderId, iccid, provider: name }: IssuedEsim,
): Promise<void> {
  if (!(await takeUsageTurn(ctx, orderId, ctx.policy.usageRest))) return;
  const told = await ctx.providers.get(name)?.esimUsage?.(iccid);
  if (told && !told.ok)
    ctx.log.warn({ order: orderId, provider: name, why: told.failure }, "an eSIM's usage is not known");
  await storeEsimUsage(ctx, orderId, told?.ok ? told.value.plans : null);
}

/**
 * The eSIM of an order as its page shows it; null where there is none whose provider tells. Asked anew with `ask`, at most once in
 * `policy.usageRest`, for as many pages as there are.
 */
export async function readEsimState(
  ctx: FulfilmentCtx & { artefacts: Seal },
  { publicId, ask }: { publicId: string; ask: boolean },
): Promise<EsimState | null> {
  const issued = await readIssuedEsim(ctx, { publicId });
  const provider = issued && ctx.providers.get(issued.provider);
  if (!issued || !provider?.esimUsage) return null;
  if (ask) await askProvider(ctx, issued);
  return {
    usage: await readEsimUsage(ctx, issued.orderId),
    canTopUp: provider.capabilities.toppableEsims === true,
  };
}
