import type { Capabilities } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";

/** Milliseconds a claim is ours: the deadline of each of the provider's calls and some slack, in scaled time. */
export function leaseMsOf(ctx: FulfilmentCtx, { deadlineMs, twoPhase }: Capabilities): number {
  return ctx.policy.scaled(deadlineMs * (twoPhase ? 2 : 1)) + ctx.policy.leaseSlack;
}
