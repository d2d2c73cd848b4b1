import { expect, test } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { pinProvider } from "../fixtures/provider-rules";
import { addFault, creditsOf, paymentOf } from "../fixtures/sandbox";
import { onDatabase } from "../fixtures/shop-database";
import { killProcess } from "../fixtures/shop-processes";
import { passTime } from "../fixtures/time-passes";
import { chooseFirstAmount, enterNumber, goToCardPage, orderOf, payByCard } from "../fixtures/shop-pages";

/** Where the worker is when it dies: `slow` has credited and holds back the answer, `late` has done nothing yet. */
const MOMENTS = [
  ["before the call", undefined],
  ["while the provider has not begun", "late"],
  ["after the provider has credited, before it answers", "slow"],
] as const;

async function stateOf(number: string): Promise<string | undefined> {
  const [order] = await onDatabase(
    (sql) => sql<{ state: string }[]>`select state from orders where number = ${number}`,
  );
  return order?.state;
}

test.describe.configure({ mode: "serial" });
test.beforeAll(() => pinProvider("reloadly", { country: "NG", name: "MTN" }));

for (const [moment, scenario] of MOMENTS) {
  test(`the worker is killed ${moment}: the order reaches its true end`, async ({ page, request }) => {
    test.setTimeout(120_000);
    const number = numberFor();
    if (scenario) {
      const match = { provider: "reloadly", method: "POST", number };
      await addFault({ match, scenario, times: 1, delayMs: 4000 });
    }
    await enterNumber(page, number);
    await chooseFirstAmount(page);
    await goToCardPage(page, freshEmail());
    if (!scenario) killProcess("worker");
    await payByCard(page);
    if (scenario) {
      // The page may come back from the card page later than the answer would.
      await expect.poll(() => stateOf(number), { timeout: 20_000, intervals: [100] }).toBe("sending");
      killProcess("worker");
    }
    const publicId = await orderOf(page);
    // Until the dead one's lease is over nobody looks after it.
    if (scenario) await passTime(publicId, 3);
    const order = await waitForEnd(request, publicId, 100_000);
    expect(order).toMatchObject({ state: "delivered", paymentState: "captured" });
    expect(await creditsOf(number)).toHaveLength(1);
    const payment = await paymentOf(order.checkoutId);
    expect(payment?.captured).toBe(payment?.amount);
  });
}
