import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkouts, offers, orders, payments, quotes } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import { workPayment } from "@/lib/fulfilment";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { confirmPayment } from "./confirm-payment";
import { payCheckout, type PayRequest } from "./pay-checkout";
import { readCheckout } from "./read-checkout";
import { renewQuote } from "./renew-quote";
import { startCheckout } from "./start-checkout";

const MINUTE = 60_000;

describe("from a price to a held card", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(async () => {
    await shop.close();
  });

  const start = async (recipientToken = shop.shelf.recipientToken) => {
    const started = await startCheckout(shop.buyer, { ...shop.shelf, recipientToken });
    if (!started.ok) throw new Error(started.failure.code);
    return started.value.checkoutId;
  };
  const form = (checkoutId: string, change: Partial<PayRequest> = {}): PayRequest => ({
    checkoutId,
    email: "ama@example.org",
    residence: "US",
    consent: false,
    consentText: "Send it at once.",
    answers: { lastFour: { 1: "4567" }, again: [1] },
    ip: null,
    userAgent: null,
    ...change,
  });
  const codeOf = (result: { ok: true } | { ok: false; failure: { code: string } }) =>
    result.ok ? "ok" : result.failure.code;
  const pay = (checkoutId: string, change?: Partial<PayRequest>) =>
    payCheckout(shop.buyer, form(checkoutId, change));
  const read = async (checkoutId: string) => {
    const view = await readCheckout(shop.buyer, { checkoutId });
    if (!view) throw new Error("No checkout");
    return view;
  };
  const nothingPaid = async () => {
    expect(await shop.ctx.db.select().from(payments)).toEqual([]);
    expect(await shop.ctx.db.select().from(orders)).toEqual([]);
    expect(shop.stripe.sessions.size).toBe(0);
  };
  const raisePrice = () => shop.ctx.db.update(offers).set({ orderMinor: 700 });
  const stranger = () => ({ ...shop.buyer, actor: { kind: "buyer" as const, id: "guest-2" } });

  it("makes one payment, one order and one Session of two presses at the same moment", async () => {
    const checkoutId = await start();
    const [one, two] = await Promise.all([pay(checkoutId), pay(checkoutId)]);
    expect(one).toEqual(two);
    expect(one.ok).toBe(true);
    expect(shop.stripe.sessions.size).toBe(1);
    expect(await shop.ctx.db.select().from(orders)).toHaveLength(1);
    expect(await shop.ctx.db.select().from(payments)).toHaveLength(1);
  });

  it("shows and sells a checkout to its own buyer alone", async () => {
    const checkoutId = await start();
    expect(await readCheckout(stranger(), { checkoutId })).toBeNull();
    expect(codeOf(await payCheckout(stranger(), form(checkoutId)))).toBe("checkout-gone");
    expect(codeOf(await renewQuote(stranger(), { checkoutId }))).toBe("checkout-gone");
    await nothingPaid();
  });

  it.each(["", "x", "00000000-0000-7000-8000-000000000000"])("knows no checkout %j", async (checkoutId) => {
    expect(await readCheckout(shop.buyer, { checkoutId })).toBeNull();
    expect(codeOf(await pay(checkoutId))).toBe("checkout-gone");
    expect(codeOf(await renewQuote(shop.buyer, { checkoutId }))).toBe("checkout-gone");
    expect(await confirmPayment(shop.buyer, { checkoutId, sessionId: null })).toBeNull();
  });

  it.each([
    ["email-invalid", { email: "ama" }],
    ["email-invalid", { email: `${"a".repeat(250)}@b.org` }],
    ["residence-missing", { residence: "" }],
    ["residence-missing", { residence: "Germany" }],
    ["consent-missing", { residence: "DE" }],
  ] as const)("refuses a form with %s", async (code, change) => {
    const checkoutId = await start();
    expect(codeOf(await pay(checkoutId, change))).toBe(code);
    await nothingPaid();
  });

  it("keeps the words that a buyer in the Union agreed to, and asks nobody else", async () => {
    const german = await start();
    const american = await start(await shop.anotherRecipient());
    await pay(german, { residence: "DE", consent: true });
    await pay(american, { consent: true, answers: { lastFour: { 1: "0001" }, again: [] } });
    const kept = await shop.ctx.db.select().from(checkouts);
    expect(kept.find(({ id }) => id === german)?.consent).toMatchObject({ text: "Send it at once." });
    expect(kept.find(({ id }) => id === american)?.consent).toBeNull();
  });

  it("speaks from then on the language in which pay was pressed", async () => {
    const checkoutId = await start();
    await payCheckout({ ...shop.buyer, locale: "es" }, form(checkoutId));
    const [kept] = await shop.ctx.db.select().from(checkouts);
    expect(kept?.locale).toBe("es");
    expect([...shop.stripe.sessions.values()][0]).toMatchObject({ request: { locale: "es" } });
  });

  it("sells at no price that has run out, and tells the old beside the new one", async () => {
    const checkoutId = await start();
    const old = (await read(checkoutId)).lines[0]?.price.total;
    await raisePrice();
    await shop.travel(31 * MINUTE);
    expect((await read(checkoutId)).stage).toBe("stale");
    expect(codeOf(await pay(checkoutId))).toBe("quote-expired");
    await nothingPaid();
    const renewed = await renewQuote(shop.buyer, { checkoutId });
    expect(renewed).toEqual({ ok: true, value: { checkoutId, before: old } });
    const view = await read(checkoutId);
    expect(view.stage).toBe("open");
    expect(view.lines[0]?.price.total.minor).toBeGreaterThan(old?.minor ?? Infinity);
    expect(codeOf(await pay(checkoutId))).toBe("ok");
    const [payment] = await shop.ctx.db.select().from(payments);
    expect(payment?.amountMinor).toBe(view.lines[0]?.price.total.minor);
  });

  it("freezes the price when pay is pressed", async () => {
    const checkoutId = await start();
    const total = (await read(checkoutId)).lines[0]?.price.total.minor;
    const first = await pay(checkoutId);
    await raisePrice();
    await shop.ctx.db.update(quotes).set({ expiresAt: new Date(Date.now() - MINUTE) });
    expect(await pay(checkoutId)).toEqual(first);
    const [payment] = await shop.ctx.db.select().from(payments);
    expect(payment?.amountMinor).toBe(total);
  });

  it("turns away from the card page: a new checkout, the old one closed for good", async () => {
    const { checkoutId, paymentId, sessionId } = await shop.order();
    expect((await read(checkoutId)).stage).toBe("paying");
    const renewed = await renewQuote(shop.buyer, { checkoutId });
    if (!renewed.ok) throw new Error(renewed.failure.code);
    expect(renewed.value.checkoutId).not.toBe(checkoutId);
    expect((await read(renewed.value.checkoutId)).stage).toBe("open");
    // The other tab still shows the old one.
    expect((await read(checkoutId)).stage).toBe("done");
    expect(codeOf(await pay(checkoutId))).toBe("quote-expired");
    await workPayment(shop.ctx, paymentId);
    expect(shop.stripe.sessions.get(sessionId)?.truth.sessionStatus).toBe("expired");
    expect(codeOf(await pay(renewed.value.checkoutId))).toBe("ok");
    expect(shop.stripe.sessions.size).toBe(2);
  });

  it("asks under a new key once Stripe keeps a failure under the first: by a press, and by itself", async () => {
    const { createSession } = shop.stripe.gateway;
    const kept = new Set<string>();
    shop.stripe.gateway.createSession = async (request, key) => {
      if (kept.size < 2) kept.add(key);
      return kept.has(key) ? { kind: "unknown", detail: "500", stored: true } : createSession(request, key);
    };
    const [pressed, left] = [await start(), await start()];
    expect(codeOf(await pay(pressed))).toBe("payment-unreachable");
    expect(codeOf(await pay(left))).toBe("payment-unreachable");
    expect(codeOf(await pay(pressed))).toBe("ok");
    const [payment] = await shop.ctx.db.select().from(payments).where(eq(payments.checkoutId, left));
    await workPayment(shop.ctx, payment?.id ?? "");
    const [order] = await shop.ctx.db.select().from(orders).where(eq(orders.checkoutId, left));
    expect(order?.state).toBe("awaiting_payment");
  });

  it.each(["a press", "itself"])(
    "takes the page that Stripe made while it answered with a failure, by %s: somebody may be on it",
    async (by) => {
      const { createSession } = shop.stripe.gateway;
      shop.stripe.gateway.createSession = async (request, key) => {
        await createSession(request, key);
        return { kind: "unknown", detail: "500", stored: true };
      };
      const checkoutId = await start();
      expect(codeOf(await pay(checkoutId))).toBe("payment-unreachable");
      shop.stripe.gateway.createSession = createSession;
      for (const sessionId of shop.stripe.sessions.keys()) shop.stripe.hold(sessionId);
      if (by === "a press") expect(codeOf(await pay(checkoutId))).toBe("ok");
      const [payment] = await shop.ctx.db.select().from(payments);
      await workPayment(shop.ctx, payment?.id ?? "");
      await workPayment(shop.ctx, payment?.id ?? "");
      expect(shop.stripe.sessions.size).toBe(1);
      const states = await shop.ctx.db.select({ state: payments.state }).from(payments);
      expect(states.map(({ state }) => state)).not.toContain("open");
      expect((await shop.ctx.db.select().from(orders))[0]?.state).not.toBe("awaiting_payment");
    },
  );

  it.each([
    ["closes its own", false, { sessionStatus: "expired" }],
    ["gives back what was paid on its own", true, { sessionStatus: "complete", kind: "canceled" }],
  ])("leads to the page that is kept when another was made meanwhile, and %s", async (_, isPaid, left) => {
    const { createSession } = shop.stripe.gateway;
    const kept = { sessionId: "cs_kept", sessionUrl: "http://stripe.test/cs_kept" };
    shop.stripe.gateway.createSession = async (request, key) => {
      const late = await createSession(request, key);
      if (isPaid && late.kind === "done") shop.stripe.hold(late.value.id);
      await shop.ctx.db.update(payments).set(kept);
      return late;
    };
    const paid = await pay(await start());
    expect(paid).toMatchObject({ ok: true, value: { payUrl: kept.sessionUrl } });
    expect((await shop.ctx.db.select().from(payments))[0]).toMatchObject(kept);
    const [other, ...more] = shop.stripe.sessions.values();
    expect(other?.truth).toMatchObject(left);
    expect(more).toEqual([]);
  });

  it("asks for the same page again after Stripe was out of reach", async () => {
    const checkoutId = await start();
    const { createSession } = shop.stripe.gateway;
    shop.stripe.gateway.createSession = async () => ({ kind: "unknown", detail: "reset", stored: false });
    expect(codeOf(await pay(checkoutId))).toBe("payment-unreachable");
    expect(await read(checkoutId)).toMatchObject({
      stage: "paying",
      payUrl: null,
      email: "ama@example.org",
      residence: "US",
    });
    shop.stripe.gateway.createSession = createSession;
    expect(codeOf(await pay(checkoutId))).toBe("ok");
    expect(shop.stripe.sessions.size).toBe(1);
    expect(await shop.ctx.db.select().from(payments)).toHaveLength(1);
  });

  it("says when Stripe refuses, and holds nothing", async () => {
    const checkoutId = await start();
    shop.stripe.gateway.createSession = async () => ({
      kind: "refused",
      code: "amount_too_small",
      detail: "",
    });
    expect(codeOf(await pay(checkoutId))).toBe("payment-refused");
  });

  it("takes no second payment for what is paid, and sends the buyer to the order", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    const { checkoutId } = order;
    expect(codeOf(await pay(checkoutId))).toBe("already-paid");
    expect(codeOf(await renewQuote(shop.buyer, { checkoutId }))).toBe("already-paid");
    expect(await read(checkoutId)).toMatchObject({
      stage: "done",
      orderPublicId: order.publicId,
      payUrl: null,
    });
    expect(shop.stripe.sessions.size).toBe(1);
  });

  it("offers a new price when the card page ran out", async () => {
    const order = await shop.order();
    const session = shop.stripe.sessions.get(order.sessionId);
    if (!session) throw new Error("No session");
    session.truth.sessionStatus = "expired";
    await workPayment(shop.ctx, order.paymentId);
    expect((await read(order.checkoutId)).stage).toBe("stale");
    expect(codeOf(await pay(order.checkoutId))).toBe("quote-expired");
    const renewed = await renewQuote(shop.buyer, { checkoutId: order.checkoutId });
    expect(renewed.ok && renewed.value.checkoutId).not.toBe(order.checkoutId);
  });

  it("lets a buyer back from Stripe through by cookie or by Session, and nobody else", async () => {
    const { checkoutId, sessionId, publicId } = await shop.order();
    const back = { orderPublicId: publicId };
    expect(await confirmPayment(shop.buyer, { checkoutId, sessionId: null })).toEqual(back);
    expect(await confirmPayment(stranger(), { checkoutId, sessionId })).toEqual(back);
    expect(await confirmPayment(stranger(), { checkoutId, sessionId: null })).toBeNull();
    expect(await confirmPayment(stranger(), { checkoutId, sessionId: `cs_${newId()}` })).toBeNull();
  });

  it("wakes the worker once the buyer is back, so that no webhook need be waited for", async () => {
    const { checkoutId, paymentId } = await shop.order();
    await shop.ctx.db.execute(sql`delete from graphile_worker._private_jobs`);
    await confirmPayment(shop.buyer, { checkoutId, sessionId: null });
    const jobs = await shop.ctx.db.execute(sql`select key from graphile_worker.jobs`);
    expect([...jobs].map(({ key }) => key)).toEqual([`payment:${paymentId}`]);
  });
});
