import type { StaffRole } from "@/lib/core/permissions";
import type { Outcome } from "@/lib/providers/spec";
import type { Shop } from "./testing";
import { workPayment } from "./work-payment";

/** Nobody can tell whether it arrived. */
export const doubt: Outcome = { kind: "in-doubt", why: "5xx" };
/** It works later. */
export const down: Outcome = { kind: "rejected", failure: { code: "operator-down" }, retry: "later" };
/** Theirs to finish. */
export const accepted: Outcome = { kind: "accepted", providerReference: "p-9" };

/** What a verb answered in a word: `ok`, or why not. */
export const codeOf = (result: { ok: boolean; failure?: { code: string } }): string =>
  result.ok ? "ok" : (result.failure?.code ?? "");

/** Staff of a test's shop, and its buyers, who pay for an order each. `of` gives the shop of the running test. */
export function openTestStaff(of: () => Shop) {
  const pay = async (...answers: Outcome[]) => {
    const shop = of();
    const order = await shop.order(await shop.anotherRecipient());
    shop.supplier.answers.push(...answers);
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    return order;
  };
  return {
    as: (id: string, role: StaffRole = "owner", change: Partial<Shop["ctx"]> = {}): Shop["ctx"] => ({
      ...of().ctx,
      actor: { kind: "staff", id, role, raised: true },
      ...change,
    }),
    /** A paid order, whose attempts are answered so. */
    pay,
    /** One that was delivered and charged. */
    charge: async () => {
      const order = await pay();
      await workPayment(of().ctx, order.paymentId);
      return order;
    },
  };
}
