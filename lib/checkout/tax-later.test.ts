import { afterEach, beforeEach, expect, test } from "vitest";
import { changeTax } from "@/lib/catalog/prices";
import { newId } from "@/lib/core/ids";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { openTestCart } from "./open-test-cart";

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

const { start, read, pay } = openTestCart(() => shop);
const priceOf = async (checkoutId: string) => (await read(checkoutId)).lines[0]?.price;

test("where no tax is taken the review says so", async () => {
  expect(await priceOf(await start())).toMatchObject({ tax: null, taxLater: false });
});

test("where some buyers are taxed the review calls it open until it is known where this one lives", async () => {
  const staff = {
    ...shop.ctx,
    actor: { kind: "staff" as const, id: "ann", role: "owner" as const, raised: true },
  };
  const changed = await changeTax(staff, {
    requestId: newId(),
    basis: 0,
    reason: "registered",
    from: null,
    edits: [
      { what: "tax", on: true },
      { what: "tax-rate", country: "US", rate: { percent: "20", base: "price" } },
    ],
  });
  expect(changed).toMatchObject({ ok: true });
  const checkoutId = await start();
  const before = await priceOf(checkoutId);
  expect(before).toMatchObject({ tax: null, taxLater: true });
  expect(await pay(checkoutId)).toBe("ok");
  const after = await priceOf(checkoutId);
  expect(after).toMatchObject({ tax: { minor: 121 }, taxLater: false, total: before?.total });
});
