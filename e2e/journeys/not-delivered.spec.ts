import { expect, test } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { creditsOf, mailsTo, paymentOf } from "../fixtures/sandbox";
import { buyTopUp, stop } from "../fixtures/shop-pages";

const CASES = [
  ["0003", "rejected at once"],
  ["0002", "accepted, then rejected"],
  ["0018", "refused because the float is empty"],
] as const;

for (const [scenario, what] of CASES) {
  test(`${what}: released in full, and said so`, async ({ page, request }) => {
    const [number, email] = [numberFor(scenario), freshEmail()];
    const publicId = await buyTopUp(page, { number, email });
    await expect(stop(page, /^Not delivered: stopped here/)).toBeVisible({ timeout: 40_000 });
    await expect(stop(page, /^Released: done/)).toBeVisible();
    const order = await waitForEnd(request, publicId);
    const payment = await paymentOf(order.checkoutId);
    expect((await creditsOf(number)).filter(({ state }) => state === "credited")).toHaveLength(0);
    expect(payment).toMatchObject({ captured: 0, released: payment?.authorised, refunded: 0 });
    await expect
      .poll(async () => (await mailsTo(email)).map(({ subject }) => subject))
      .toEqual([expect.stringContaining("did not arrive")]);
  });
}
