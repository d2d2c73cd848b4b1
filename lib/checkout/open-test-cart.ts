import { bindRecipient } from "@/lib/catalog";
import type { Shop } from "@/lib/fulfilment/testing";
import type { Limits } from "@/lib/risk";
import { payCheckout, type PayRequest } from "./pay-checkout";
import { readCheckout } from "./read-checkout";
import { startCheckout } from "./start-checkout";
import { answersFor } from "./testing";

/** What a buyer of the test shop does with a checkout. @param shop the one of the test that runs */
export function openTestCart(shop: () => Shop) {
  const start = async (recipientToken = shop().shelf.recipientToken, buyer = shop().buyer) => {
    const started = await startCheckout(buyer, { ...shop().shelf, recipientToken });
    if (!started.ok) throw new Error(started.failure.code);
    return started.value.checkoutId;
  };
  return {
    start,
    /** One more line for somebody else. */
    add: async (checkoutId: string) => {
      const token = await shop().anotherRecipient();
      await bindRecipient(shop().ctx, { token, checkoutId, line: null });
      return { token, checkoutId: await start(token) };
    },
    read: async (checkoutId: string) => {
      const view = await readCheckout(shop().buyer, { checkoutId });
      if (!view) throw new Error("No checkout");
      return view;
    },
    /** `ok`, or why it is refused. */
    pay: async (checkoutId: string, change: Partial<PayRequest> = {}, limits?: Limits): Promise<string> => {
      const paid = await payCheckout(limits ? { ...shop().buyer, limits } : shop().buyer, {
        checkoutId,
        answers: await answersFor(shop().ctx, checkoutId),
        email: "ama@example.org",
        residence: "US",
        consent: false,
        consentText: "",
        ip: null,
        userAgent: null,
        ...change,
      });
      return paid.ok ? "ok" : paid.failure.code;
    },
  };
}
