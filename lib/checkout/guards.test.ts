import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { operators, orders, payments, products, quotes, recipients } from "@/db/schema";
import { money } from "@/lib/core/money";
import { workOrder, workPayment } from "@/lib/fulfilment";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { LIMITS, type Limits } from "@/lib/risk";
import type { Answers } from "./ask-of-lines";
import { openTestCart } from "./open-test-cart";
import { readCheckout } from "./read-checkout";
import { renewQuote } from "./renew-quote";

const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(async () => {
  // Time was moved ahead: whatever is open is looked at, as the worker would.
  for (const { id } of await shop.ctx.db.select().from(payments)) await workPayment(shop.ctx, id);
  for (const { id } of await shop.ctx.db.select().from(orders)) await workOrder(shop.ctx, id);
  await shop.close();
});

const { start, add, read, pay } = openTestCart(() => shop);

describe("asked before paying", () => {
  const answer = (lastFour: string, again: number[] = []): { answers: Answers } => ({
    answers: { lastFour: { 1: lastFour }, again },
  });
  const deliver = async () => {
    const paid = await shop.order();
    shop.stripe.hold(paid.sessionId);
    await workPayment(shop.ctx, paid.paymentId);
    return paid;
  };

  it.each([
    ["last-four-missing", ""],
    ["last-four-missing", "mama"],
    ["last-four-wrong", "4568"],
    ["last-four-wrong", "34567"],
    ["ok", "4567"],
    ["ok", " 45 67 "],
    ["ok", "٤٥٦٧"],
  ])("a new number: %s for %j", async (code, typed) => {
    const checkoutId = await start();
    expect((await read(checkoutId)).lines[0]?.asks).toEqual({ lastFour: true, again: null });
    expect(await pay(checkoutId, answer(typed))).toBe(code);
    expect(await shop.ctx.db.select().from(orders)).toHaveLength(code === "ok" ? 1 : 0);
  });

  it("digits that begin with noughts", async () => {
    await shop.ctx.db.update(recipients).set({ number: "+2348031230012" });
    const checkoutId = await start();
    expect(await pay(checkoutId, answer("0012"))).toBe("ok");
  });

  it("a number that was sent to is not asked about again, but for whether it is meant so soon", async () => {
    await deliver();
    const checkoutId = await start();
    const [line] = (await read(checkoutId)).lines;
    expect(line?.asks).toEqual({ lastFour: false, again: { face: money(1_000_000, "NGN"), secondsAgo: 0 } });
    expect(await pay(checkoutId, answer(""))).toBe("again-missing");
    expect(await pay(checkoutId, answer("", [1]))).toBe("ok");
  });

  it("not any more a while later, and never of what somebody else sent", async () => {
    await deliver();
    await shop.travel(16 * MINUTE);
    const later = await start();
    expect((await read(later)).lines[0]?.asks).toEqual({ lastFour: false, again: null });
    const stranger = { ...shop.buyer, actor: { kind: "buyer" as const, id: "guest-2" } };
    const theirs = await start(shop.shelf.recipientToken, stranger);
    const view = await readCheckout(stranger, { checkoutId: theirs });
    expect(view?.lines[0]?.asks).toEqual({ lastFour: true, again: null });
  });

  it.each([
    ["operator", () => shop.ctx.db.update(operators).set({ enabled: false })],
    ["product", () => shop.ctx.db.update(products).set({ enabled: false })],
    ["last offer", () => shop.ctx.db.update(products).set({ available: false })],
  ])("what was taken off sale meanwhile cannot be paid for: its %s", async (_, takeOff) => {
    const checkoutId = await start();
    await takeOff();
    expect(await pay(checkoutId)).toBe("line-gone");
    expect(await shop.ctx.db.select().from(orders)).toHaveLength(0);
    expect(await shop.ctx.db.select().from(payments)).toHaveLength(0);
  });

  it("what was taken off sale after pay was pressed is paid on the same page as before", async () => {
    const checkoutId = await start();
    expect(await pay(checkoutId)).toBe("ok");
    await shop.ctx.db.update(products).set({ enabled: false });
    expect(await pay(checkoutId)).toBe("ok");
  });

  it("a name is kept with the order and offered the next time", async () => {
    const checkoutId = await start();
    await pay(checkoutId, { names: { 1: "  Mama " } });
    const [quote] = await shop.ctx.db.select().from(quotes);
    expect(quote?.recipientName).toBe("Mama");
    const [payment] = await shop.ctx.db.select().from(payments);
    shop.stripe.hold(payment?.sessionId ?? "");
    await workPayment(shop.ctx, payment?.id ?? "");
    const again = await start();
    expect((await read(again)).lines[0]?.name).toBe("Mama");
  });

  it("a number that asked for a top-up is shown in part alone, and not asked about", async () => {
    await shop.ctx.db.update(recipients).set({ masked: true });
    const checkoutId = await start();
    const [line] = (await read(checkoutId)).lines;
    expect(line?.to).toMatchObject({ by: "number", international: "+234 803 ··· 4567" });
    expect(line?.asks.lastFour).toBe(false);
    expect(await pay(checkoutId, answer(""))).toBe("ok");
  });

  it.each([
    ["moved", "moved"],
    ["disagree", "disagree"],
    ["prefix-doubted", "prefix-doubted"],
    ["sources-agree", undefined],
  ])("sources that say %s: %s", async (confidence, why) => {
    await shop.ctx.db
      .update(recipients)
      .set({ confidence, candidates: [{ operatorId: null, name: "Airtel", said: ["telecom"] }] });
    const [line] = (await read(await start())).lines;
    expect(line?.doubt ?? undefined).toEqual(why ? { why, other: "Airtel" } : undefined);
  });
});

describe("limits", () => {
  const only = (of: keyof Limits, most: number): Limits => ({
    ...LIMITS,
    [of]: { ...LIMITS[of], day: { ...LIMITS[of].day, orders: most } },
  });

  it.each(["buyer", "recipient"] as const)("of a %s: the last one passes, the next does not", async (of) => {
    await shop.order();
    await shop.travel(16 * MINUTE);
    const checkoutId = await start();
    expect(await pay(checkoutId, {}, only(of, 1))).toBe("limit-reached");
    expect(await pay(checkoutId, {}, only(of, 2))).toBe("ok");
  });

  it("of a card the buyer paid with before", async () => {
    const paid = await shop.order();
    shop.stripe.hold(paid.sessionId);
    await workPayment(shop.ctx, paid.paymentId);
    await shop.ctx.db.update(payments).set({ cardFingerprint: "fp_1" });
    const checkoutId = await start();
    expect(await pay(checkoutId, {}, only("card", 1))).toBe("limit-reached");
    expect(await pay(checkoutId, {}, only("card", 2))).toBe("ok");
  });

  it("count by the address too, lines of one payment together, and what failed not at all", async () => {
    const checkoutId = await start();
    await add(checkoutId);
    expect(await pay(checkoutId, {}, only("buyer", 1))).toBe("limit-reached");
    await shop.order(await shop.anotherRecipient());
    await shop.ctx.db.update(orders).set({ email: "AMA@example.org" });
    expect(await pay(checkoutId, {}, only("buyer", 2))).toBe("limit-reached");
    const [old] = await shop.ctx.db.select().from(payments);
    await shop.stripe.gateway.expireSession(old?.sessionId ?? "");
    await shop.travel(60 * MINUTE);
    await workPayment(shop.ctx, old?.id ?? "");
    await renewQuote(shop.buyer, { checkoutId });
    expect(await pay(checkoutId, {}, only("buyer", 2))).toBe("ok");
  });

  it("end with their time", async () => {
    await shop.order();
    await shop.travel(25 * 60 * MINUTE);
    expect(await pay(await start(), {}, only("buyer", 1))).toBe("ok");
  });
});
