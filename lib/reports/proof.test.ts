import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { workPayment } from "@/lib/fulfilment";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { shareProof } from "@/lib/orders";
import { readProof, readProofOf } from "./read-proof";

let shop: Shop;

beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

async function publicIdOf(orderId: string): Promise<string> {
  const [row] = await shop.ctx.db.execute<{ id: string }>(
    sql`select public_id as id from orders where id = ${orderId}`,
  );
  return row?.id ?? "";
}

it("shows what arrived, the words, and nothing of the buyer or the price", async () => {
  const order = await shop.order(await shop.anotherRecipient());
  const publicId = await publicIdOf(order.orderId);
  expect(await shareProof(shop.ctx, { publicId, message: "" })).toBeNull();
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
  const made = await shareProof(shop.ctx, { publicId, message: "For the week" });
  const again = await shareProof(shop.ctx, { publicId, message: "For you" });
  expect(again).toEqual(made);
  const token = made?.token ?? "";
  expect(token).not.toBe(publicId);
  const proof = await readProof(shop.ctx, { token });
  expect(proof).toMatchObject({
    stands: "arrived",
    face: { minor: 1_000_000, currency: "NGN" },
    operator: { name: "MTN" },
    operatorReference: "op-1",
    message: "For you",
  });
  const told = JSON.stringify(proof);
  for (const secret of [publicId, order.orderId, order.checkoutId, "USD", "@", "hl-", "reloadly"]) {
    expect(told, secret).not.toContain(secret);
  }
  expect(await readProofOf(shop.ctx, { publicId })).toEqual({ token, message: "For you" });
});

it("is there for no other address", async () => {
  const order = await shop.order(await shop.anotherRecipient());
  const publicId = await publicIdOf(order.orderId);
  expect(await readProofOf(shop.ctx, { publicId })).toBeNull();
  for (const token of [publicId, "", "nonsense", "0".repeat(26)]) {
    expect(await readProof(shop.ctx, { token }), token).toBeNull();
  }
  expect(await shareProof(shop.ctx, { publicId: "0".repeat(26), message: "" })).toBeNull();
});
