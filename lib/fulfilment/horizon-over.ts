import { readAppTime } from "@/db/read-app-time";
import type { AttemptRow } from "@/lib/orders";
import type { Provider } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";

/** Whether nothing that was sent under the attempt's reference can still be on its way. */
export async function horizonOver(
  ctx: FulfilmentCtx,
  attempt: AttemptRow,
  provider: Provider,
): Promise<boolean> {
  const sinceSent = (await readAppTime(ctx)).getTime() - attempt.lastSentAt.getTime();
  return sinceSent > ctx.policy.scaled(provider.capabilities.notFoundHorizonMs);
}
