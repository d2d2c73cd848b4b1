import type { Failure } from "@/lib/core/failure";
import { findCheckoutBlocks } from "@/lib/customers";
import { maskNumber } from "@/lib/phone/mask-number";
import { maskAccount } from "@/lib/phone/mask-recipient";
import type { CheckoutCtx } from "./context";

/** `recipient-blocked`: nothing is sent there, `values.to` names it masked; `buyer-blocked`: nothing is sold to who pays. */
export type BlockedFailure = Failure<"recipient-blocked" | "buyer-blocked">;

/** Whom staff have blocked among those a checkout concerns; undefined when nobody. */
export async function findBlocks(
  ctx: CheckoutCtx,
  of: { checkoutId: string; buyerId: string; email: string },
): Promise<BlockedFailure | undefined> {
  const [found] = await findCheckoutBlocks(ctx, of);
  if (!found) return undefined;
  if (found.of === "buyer") return { code: "buyer-blocked" };
  const [kind = "", ...rest] = found.key.split(":");
  const value = rest.join(":");
  const to = kind === "number" ? maskNumber(value) : maskAccount(value);
  return { code: "recipient-blocked", values: { to } };
}
