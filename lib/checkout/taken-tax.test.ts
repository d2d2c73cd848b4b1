import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { offers, orders, products } from "@/db/schema";
import { money } from "@/lib/core/money";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { readOrderView } from "@/lib/reports";
import { workOrder } from "@/lib/fulfilment/work-order";
import { workPayment } from "@/lib/fulfilment/work-payment";
import { openTestCart } from "./open-test-cart";

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop({ rivals: [{ name: "telecom", costMinor: 670 }] });
  await shop.ctx.db.update(offers).set({ takenPercent: "20" });
});
afterEach(() => shop.close());

const { start, read, pay } = openTestCart(() => shop);
const TAKEN = { amount: money(250_000, "NGN"), percent: "20", country: "NG" };

describe("tax that the recipient's country takes", () => {
  it("is told beside what arrives, stays as it was told, and is no part of what is paid", async () => {
    const checkoutId = await start();
    const [line] = (await read(checkoutId)).lines;
    expect(line?.price).toMatchObject({ face: money(1_000_000, "NGN"), taken: TAKEN, tax: null });
    const { worth, rateAdds, fee, lift, total } = line?.price ?? expect.fail("no line");
    const parts = [worth, rateAdds, fee, lift].reduce((sum, part) => sum + (part?.minor ?? 0), 0);
    expect(parts).toBe(total.minor);
    await shop.ctx.db.update(offers).set({ takenPercent: "50" });
    expect((await read(checkoutId)).lines[0]?.price.taken).toEqual(TAKEN);
    expect(await pay(checkoutId)).toBe("ok");
    const [order] = await shop.ctx.db.select().from(orders);
    const view = await readOrderView(shop.ctx, { id: order?.id ?? "" });
    expect(view?.price.taken).toEqual(TAKEN);
  });

  it("stays as it was told when another provider delivers, who takes another share", async () => {
    await shop.ctx.db.update(offers).set({ takenPercent: "5" }).where(eq(offers.provider, "telecom"));
    shop.supplier.answers.push({
      kind: "rejected",
      failure: { code: "operator-down" },
      retry: "other-provider",
    });
    const paid = await shop.order();
    shop.stripe.hold(paid.sessionId);
    await workPayment(shop.ctx, paid.paymentId);
    await workOrder(shop.ctx, paid.orderId);
    await workPayment(shop.ctx, paid.paymentId);
    const view = await readOrderView(shop.ctx, { id: paid.orderId });
    expect(view?.attempts.map(({ provider, state }) => [provider, state])).toEqual([
      ["reloadly", "rejected"],
      ["telecom", "delivered"],
    ]);
    expect(view).toMatchObject({
      state: "delivered",
      price: { taken: TAKEN, face: money(1_000_000, "NGN") },
    });
  });

  it("is not told of a package: that arrives as it is called", async () => {
    await shop.ctx.db.update(products).set({ kind: "data", description: "1 GB, 7 days" });
    const [line] = (await read(await start())).lines;
    expect(line).toMatchObject({ parcel: "1 GB, 7 days", price: { taken: null } });
  });

  it("is not told where no provider tells it", async () => {
    await shop.ctx.db.update(offers).set({ takenPercent: null });
    expect((await read(await start())).lines[0]?.price.taken).toBeNull();
  });
});
