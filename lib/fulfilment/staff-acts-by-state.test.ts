import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mails, offers } from "@/db/schema";
import type { Outcome } from "@/lib/providers/spec";
import { cancelByStaff } from "./cancel-by-staff";
import { refundByStaff } from "./pay-back";
import { sendReceipt } from "./send-receipt";
import { sendThrough } from "./send-through";
import { accepted, codeOf, doubt, down, openTestStaff } from "./open-test-staff";
import { openTestShop, type Shop } from "./testing";
import { workPayment } from "./work-payment";

const refused: Outcome = { kind: "rejected", failure: { code: "refused" }, retry: "never" };

let shop: Shop;
const { as, pay, charge } = openTestStaff(() => shop);

afterEach(async () => {
  await shop.close();
});

describe("what staff may do in which state", () => {
  beforeEach(async () => {
    shop = await openTestShop();
  });

  const EXPECTED: Record<string, { send: string; cancel: string; refund: string; receipt: string }> = {
    awaiting_payment: {
      send: "not-waiting",
      cancel: "ok",
      refund: "nothing-to-pay-back",
      receipt: "nothing-to-tell",
    },
    authorised: { send: "ok", cancel: "ok", refund: "nothing-to-pay-back", receipt: "nothing-to-tell" },
    in_doubt: {
      send: "may-be-bought",
      cancel: "cancel-in-doubt",
      refund: "nothing-to-pay-back",
      receipt: "nothing-to-tell",
    },
    accepted: {
      send: "may-be-bought",
      cancel: "cancel-accepted",
      refund: "nothing-to-pay-back",
      receipt: "nothing-to-tell",
    },
    delivered: { send: "not-waiting", cancel: "cancel-delivered", refund: "ok", receipt: "ok" },
    undeliverable: {
      send: "not-waiting",
      cancel: "cancel-over",
      refund: "nothing-to-pay-back",
      receipt: "ok",
    },
  };
  const make: Record<string, () => Promise<{ orderId: string; checkoutId: string }>> = {
    awaiting_payment: async () => shop.order(await shop.anotherRecipient()),
    authorised: () => pay(down),
    in_doubt: () => pay(doubt),
    accepted: () => pay(accepted),
    delivered: charge,
    undeliverable: async () => {
      const order = await pay(refused);
      await workPayment(shop.ctx, order.paymentId);
      return order;
    },
  };

  it("is what the table says, and whoever may not is refused before anything is read", async () => {
    const [offer] = await shop.ctx.db.select().from(offers);
    for (const [state, expected] of Object.entries(EXPECTED)) {
      const order = await make[state]?.();
      if (!order) throw new Error(state);
      const row = async () => (await shop.readRows(order.checkoutId)).order;
      expect((await row()).state).toBe(state);
      const { orderId } = order;
      const requestId = crypto.randomUUID();
      const run = async (who: Shop["ctx"]) => ({
        receipt: codeOf(await sendReceipt(who, { orderId, requestId })),
        receiptTwice: codeOf(await sendReceipt(who, { orderId, requestId })),
        send: codeOf(
          await sendThrough(who, { orderId, offerId: offer?.id ?? "", version: (await row()).version }),
        ),
        cancel: codeOf(
          await cancelByStaff(who, { orderId, version: (await row()).version, note: "as asked" }),
        ),
        refund: codeOf(await refundByStaff(who, { orderId, note: "as asked" })),
      });
      await expect(run(as("vic", "viewer"))).rejects.toThrow("Not permitted");
      expect({ state, ...(await run(as("ann"))) }).toEqual({
        state,
        ...expected,
        receiptTwice: expected.receipt,
      });
    }
    const again = (await shop.ctx.db.select().from(mails)).filter(({ dedupeKey }) =>
      dedupeKey.startsWith("staff:"),
    );
    expect(again).toHaveLength(2);
  });
});
