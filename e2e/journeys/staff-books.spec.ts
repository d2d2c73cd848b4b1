import { expect, test, type Page } from "playwright/test";
import { newId } from "@/lib/core/ids";
import { freshEmail, MTN_GHANA, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { pinProvider } from "../fixtures/provider-rules";
import { creditsOf, paymentOf, refundByHand } from "../fixtures/sandbox";
import { onDatabase } from "../fixtures/shop-database";
import { buyTopUp } from "../fixtures/shop-pages";
import { signInAs } from "../fixtures/sign-in";

// It sends no webhooks: what it takes back later nobody hears of.
test.beforeAll(() => pinProvider("valuetopup", { country: "GH", name: "MTN" }));

interface Sold {
  publicId: string;
  checkoutId: string;
  orderId: string;
  paymentId: string;
  paymentIntentId: string;
  attemptId: string;
}

async function rowsOf(publicId: string): Promise<Sold> {
  const [row] = await onDatabase(
    (sql) => sql<Sold[]>`
      select o.public_id as "publicId", o.checkout_id as "checkoutId", o.id as "orderId", p.id as "paymentId",
        p.payment_intent_id as "paymentIntentId", a.id as "attemptId"
      from orders o join payments p on p.checkout_id = o.checkout_id join attempts a on a.order_id = o.id
      where o.public_id = ${publicId}`,
  );
  if (!row) throw new Error(`no order ${publicId}`);
  return row;
}

/** A difference as a comparison writes it down; they leave what is younger than their lag alone, so that none is found in a test's time. */
async function noteBreak(
  sold: Sold,
  found: { kind: string; source: string; subject: string; ours?: number; theirs?: number },
): Promise<string> {
  const [id, run] = [newId(), newId()];
  const about = found.subject.split(":")[0];
  await onDatabase(
    (sql) => sql`
      insert into breaks (id, class, source, subject, order_id, payment_id, attempt_id, ours_micros, theirs_micros, currency,
        fact_at, first_run, last_run, alerted)
      values (${id}, ${found.kind}, ${found.source}, ${found.subject}, ${sold.orderId}, ${sold.paymentId},
        ${about === "attempt" ? sold.attemptId : null}, ${found.ours ?? null}, ${found.theirs ?? null}, 'USD', app_now(), ${run}, ${run}, true)`,
  );
  return id;
}

/** Mends by a verb, with the reason that stays with the break. */
async function mend(page: Page, by: { verb: string; button: string; breakId: string; why: string }) {
  await page.goto("/admin/reconciliation");
  const form = page.locator(`[id="${by.verb}-${by.breakId}"]`);
  if (!(await form.isVisible()))
    await page.locator("details").filter({ has: form }).locator("summary").click();
  await form.getByLabel("Why").fill(by.why);
  await form.getByRole("button", { name: by.button }).click();
  return form;
}

const closed = (page: Page, breakId: string) =>
  expect(page.locator(`[id$="-${breakId}"]`)).toHaveCount(0, { timeout: 20_000 });

test("differences of the books are mended by their verbs: nothing is charged or paid back twice, and what was taken back unheard is refunded", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const buyer = await (await browser.newContext()).newPage();
  const [number, takenBack] = [numberFor("4567", MTN_GHANA), numberFor("0012", MTN_GHANA)];
  const kept = await buyTopUp(buyer, { number, email: freshEmail() });
  const reversed = await buyTopUp(buyer, { number: takenBack, email: freshEmail() });
  await waitForEnd(request, kept);
  await waitForEnd(request, reversed);
  const sold = await rowsOf(kept);
  const paid = await paymentOf(sold.checkoutId);
  await signInAs(page, "finance");

  // The payment agrees: it is looked at, and charged no second time.
  const missing = await noteBreak(sold, {
    kind: "unknown-to-them",
    source: "stripe",
    subject: `payment:${sold.paymentId}`,
    ours: 1,
  });
  await mend(page, {
    verb: "capture-again",
    button: "Charge it again",
    breakId: missing,
    why: "looked at Stripe",
  });
  await closed(page, missing);
  // It arrived and was charged once: there is nothing to pay back.
  const over = await noteBreak(sold, {
    kind: "captured-not-delivered",
    source: "stripe",
    subject: `payment:${sold.paymentId}`,
    theirs: 1,
  });
  const refused = await mend(page, {
    verb: "refund",
    button: "Pay it back",
    breakId: over,
    why: "they say it is too much",
  });
  await expect(refused.getByText(/Nothing was charged or sent twice/)).toBeVisible();
  await mend(page, { verb: "explain", button: "Explain it", breakId: over, why: `explained ${over}` });
  await closed(page, over);
  await expect(page.getByRole("region", { name: "Closed lately" })).toContainText(`explained ${over}`);
  expect(await paymentOf(sold.checkoutId)).toEqual(paid);

  // Somebody paid a dollar back at Stripe itself.
  const refund = await refundByHand(sold.paymentIntentId, 100);
  const foreign = await noteBreak(sold, {
    kind: "unknown-to-us",
    source: "stripe",
    subject: `refund:${refund}`,
    theirs: -1_000_000,
  });
  await mend(page, {
    verb: "adopt-refund",
    button: "Take over the refund",
    breakId: foreign,
    why: "goodwill, by phone",
  });
  await closed(page, foreign);
  expect(await readOrder(request, kept)).toMatchObject({ paymentState: "refunded" });
  expect(await paymentOf(sold.checkoutId)).toMatchObject({ refunded: 100, captured: paid?.captured });

  const drift = await noteBreak(sold, {
    kind: "amount-drift",
    source: "valuetopup",
    subject: `attempt:${sold.attemptId}`,
    ours: -1_000_000,
    theirs: -1_010_000,
  });
  await mend(page, {
    verb: "book-correction",
    button: "Book what they say",
    breakId: drift,
    why: "their invoice says so",
  });
  await closed(page, drift);
  await page.goto(`/admin/orders/${sold.orderId}`);
  await expect(page.getByRole("region", { name: "Books" })).toContainText("correction");

  const gone = await rowsOf(reversed);
  await expect
    .poll(async () => (await creditsOf(takenBack)).map(({ state }) => state), { timeout: 40_000 })
    .toEqual(["reversed"]);
  expect(await paymentOf(gone.checkoutId)).toMatchObject({ refunded: 0 });
  const unheard = await noteBreak(gone, {
    kind: "reversed-unheard",
    source: "valuetopup",
    subject: `attempt:${gone.attemptId}`,
  });
  await mend(page, { verb: "look-again", button: "Ask again", breakId: unheard, why: "their list says so" });
  await closed(page, unheard);
  const charged = await paymentOf(gone.checkoutId);
  await expect
    .poll(async () => (await paymentOf(gone.checkoutId))?.refunded, { timeout: 30_000 })
    .toBe(charged?.captured);

  const viewer = await (await browser.newContext()).newPage();
  await signInAs(viewer, "viewer");
  await viewer.goto("/admin/reconciliation");
  await expect(viewer.getByRole("heading", { name: "Comparisons" })).toBeVisible();
  await expect(viewer.locator("main form[id]")).toHaveCount(0);
  await expect(viewer.getByRole("button", { name: "Compare now" })).toHaveCount(0);
});
