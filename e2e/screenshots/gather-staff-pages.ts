import { expect, type APIRequestContext, type Page } from "playwright/test";
import { AIRTEL_NIGERIA, freshEmail, MTN_GHANA, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { paymentOf, refundByHand } from "../fixtures/sandbox";
import {
  buyTopUp,
  chooseFirstAmount,
  enterNumber,
  goToCardPage,
  orderOf,
  pathOf,
  payByCard,
} from "../fixtures/shop-pages";
import type { Pages } from "../fixtures/standing-pages";
import { openStaffOrder, setUpFactor, signIn } from "../fixtures/sign-in";

/** A card that Stripe holds in review. */
const RISKY = "4000000000009235";

/** Staff pages that stand there before anybody has done anything. */
const STANDING_STAFF = {
  "staff-home": "/admin?period=7",
  "staff-orders": "/admin/orders",
  "staff-review": "/admin/review",
  "staff-limits": "/admin/limits",
  "staff-promos": "/admin/promo-codes",
  "staff-mails": "/admin/mails",
  "staff-mail": "/admin/mails/receipt",
  "staff-providers": "/admin/providers",
  "staff-provider": "/admin/providers/reloadly",
  "staff-calls": "/admin/providers/reloadly/calls",
  "staff-rule": "/admin/providers/rules?provider=valuetopup&effect=pin&country=NG&operator=&kind=&look=1",
  "staff-catalog": "/admin/catalog?country=NG",
  "staff-countries": "/admin/catalog/countries",
  "staff-mapping": "/admin/catalog/mapping",
  "staff-imports": "/admin/catalog/imports",
  "staff-prices": "/admin/prices",
  "staff-rates": "/admin/prices/rates",
  "staff-tax": "/admin/tax",
  "staff-books": "/admin/reconciliation",
  "staff-payouts": "/admin/reconciliation/payouts",
  "staff-reports": "/admin/reports",
  "staff-people": "/admin/staff",
  "staff-audit": "/admin/audit",
  "staff-alerts": "/admin/alerts",
  "staff-account": "/admin/account",
} satisfies Pages;

async function buyRiskily(page: Page, number: string): Promise<void> {
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await goToCardPage(page, freshEmail());
  await payByCard(page, RISKY);
  await orderOf(page);
}

/** Orders of every sort: one delivered and paid back by hand at Stripe, one refused, one held for review, one nobody answers for. */
async function buy(
  page: Page,
  { request, email }: { request: APIRequestContext; email: string },
): Promise<Record<"paid" | "risky" | "open", string>> {
  const [paid, risky, open] = [numberFor("4567", MTN_GHANA), numberFor("4567"), numberFor("0007")];
  const order = await waitForEnd(request, await buyTopUp(page, { number: paid, email }));
  await waitForEnd(
    request,
    await buyTopUp(page, { number: numberFor("0003", AIRTEL_NIGERIA), email: freshEmail() }),
  );
  await refundByHand((await paymentOf(order.checkoutId))?.paymentIntent ?? "", 100);
  await buyRiskily(page, risky);
  await buyTopUp(page, { number: open, email: freshEmail() });
  return { paid, risky, open };
}

/** Compares the books until the refund that nobody here made is found: the other side's books are waited for a little. */
async function findBreak(page: Page): Promise<string> {
  await expect(async () => {
    await page.goto("/admin/reconciliation");
    await page.getByRole("button", { name: "Compare now" }).click();
    await expect(page.getByRole("heading", { name: /^Open breaks/ })).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 240_000, intervals: [15_000] });
  await page.goto("/admin/reconciliation");
  return (await page.getByRole("table").getByRole("link").first().getAttribute("href")) ?? "";
}

/** Every page of staff, made ready for the owner who is signed in with this browser. */
export async function gatherStaffPages(page: Page, request: APIRequestContext): Promise<Pages> {
  const email = freshEmail();
  const numbers = await buy(page, { request, email });
  await signIn(page);
  await setUpFactor(page);
  const orders: Pages = {};
  for (const [name, number] of Object.entries(numbers)) {
    await openStaffOrder(page, number);
    orders[`staff-order-${name}`] = pathOf(page);
  }
  await page.goto("/admin/catalog?country=NG&q=MTN");
  const operator = await page.getByRole("table").getByRole("link").first().getAttribute("href");
  await page.goto(`/admin/customers?q=${encodeURIComponent(email)}`);
  const customer = await page.getByRole("table").getByRole("link").first().getAttribute("href");
  await page.goto("/admin/staff");
  const person = await page.getByRole("table").getByRole("link").first().getAttribute("href");
  const run = await findBreak(page);
  return {
    ...STANDING_STAFF,
    ...orders,
    "staff-customers": `/admin/customers?q=${encodeURIComponent(email)}`,
    "staff-customer": customer ?? "",
    "staff-operator": operator ?? "",
    "staff-person": person ?? "",
    "staff-run": run,
  };
}
