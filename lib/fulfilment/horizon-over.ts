import type { AttemptRow } from "@/lib/orders";
import type { Provider } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";

/**
 * Whether nothing that was sent under the attempt's reference could still be on its way when the provider was asked. The moment of the
 * answer would not do: who asked may have been asleep since.
 */
export function horizonOver(
  ctx: FulfilmentCtx,
  asked: { attempt: AttemptRow; provider: Provider; askedAt: Date },
): boolean {
  const { attempt, provider, askedAt } = asked;
  const sinceSent = askedAt.getTime() - attempt.lastSentAt.getTime();
  return sinceSent > ctx.policy.scaled(provider.capabilities.notFoundHorizonMs);
}
