import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { orders, payments, promoCodes, promoUses, quotes, staffActions } from "@/db/schema";
import { bindRecipient } from "@/lib/catalog";
import { money } from "@/lib/core/money";
import { NotPermitted } from "@/lib/core/permissions";
import { workPayment } from "@/lib/fulfilment";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { createPromoCode, endPromoCode, type NewPromoCode } from "@/lib/orders";
import { readOrderView } from "@/lib/reports";
import { applyPromo, dropPromo } from "./apply-promo";
import { payCheckout } from "./pay-checkout";
import { readCheckout } from "./read-checkout";
import { renewQuote } from "./renew-quote";
import { startCheckout } from "./start-checkout";
import { answersFor } from "./testing";

const DAY = 86_400_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(async () => {
  await shop.close();
});

const OWNER = { kind: "staff", id: "u1", role: "owner", raised: true } as const;
const make = async (promo: Partial<NewPromoCode> = {}) => {
  const made = await createPromoCode(
    { ...shop.ctx, actor: OWNER },
    { code: "spring 25", ...(promo.fixed ? {} : { percent: "2" }), ...promo },
  );
  if (!made.ok) throw new Error(made.failure.code);
  return made.value;
};
const start = async (recipientToken = shop.shelf.recipientToken, buyer = shop.buyer) => {
  const started = await startCheckout(buyer, { ...shop.shelf, recipientToken });
  if (!started.ok) throw new Error(started.failure.code);
  return started.value.checkoutId;
};
const guest = (id: string) => ({ ...shop.buyer, actor: { kind: "buyer" as const, id } });
const apply = async (checkoutId: string, code = "Spring-25", buyer = shop.buyer) => {
  const applied = await applyPromo(buyer, { checkoutId, code });
  return applied.ok ? "ok" : applied.failure.code;
};
const read = async (checkoutId: string) => {
  const view = await readCheckout(shop.buyer, { checkoutId });
  if (!view) throw new Error("No checkout");
  return view;
};
const pay = async (checkoutId: string, buyer = shop.buyer, email = `${buyer.actor.id}@example.org`) => {
  const paid = await payCheckout(buyer, {
    checkoutId,
    email,
    answers: await answersFor(shop.ctx, checkoutId),
    residence: "US",
    consent: false,
    consentText: "",
    ip: null,
    userAgent: null,
  });
  return paid.ok ? "ok" : paid.failure.code;
};
const hold = async (checkoutId: string) => {
  const [payment] = await shop.ctx.db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
  shop.stripe.hold(payment?.sessionId ?? "");
  await workPayment(shop.ctx, payment?.id ?? "");
  return payment;
};

describe("a promo code", () => {
  it("is shown as a line of its own, held less by it, charged less by it, and told on the order", async () => {
    await make();
    const checkoutId = await start();
    const before = (await read(checkoutId)).total.minor;
    expect(await apply(checkoutId)).toBe("ok");
    const view = await read(checkoutId);
    const off = Math.floor((before * 2) / 100);
    expect(view).toMatchObject({
      promo: { code: "SPRING25", discount: money(off, "USD"), failure: null },
      total: money(before - off, "USD"),
    });
    expect(await pay(checkoutId)).toBe("ok");
    const paid = await hold(checkoutId);
    expect(paid?.amountMinor).toBe(before - off);
    await workPayment(shop.ctx, paid?.id ?? "");
    expect(shop.stripe.calls).toEqual([`capture ${before - off}`]);
    const [order] = await shop.ctx.db.select().from(orders);
    const { price } = (await readOrderView(shop.ctx, { id: order?.id ?? "" })) ?? {};
    expect(price).toMatchObject({ discount: money(off, "USD"), total: money(before - off, "USD") });
    const { worth, rateAdds, fee } = price ?? {};
    expect((worth?.minor ?? 0) + (rateAdds?.minor ?? 0) + (fee?.minor ?? 0) - off).toBe(before - off);
    const frozen = await read(checkoutId);
    expect(frozen).toMatchObject({
      promo: { discount: money(off, "USD") },
      total: money(before - off, "USD"),
    });
  });

  it("is taken away again, and comes along to a new price", async () => {
    await make();
    const checkoutId = await start();
    const full = (await read(checkoutId)).total;
    await apply(checkoutId);
    await dropPromo(shop.buyer, { checkoutId });
    expect(await read(checkoutId)).toMatchObject({ promo: null, total: full });
    await apply(checkoutId);
    await pay(checkoutId);
    const renewed = await renewQuote(shop.buyer, { checkoutId });
    if (!renewed.ok) throw new Error(renewed.failure.code);
    expect((await read(renewed.value.checkoutId)).promo).toMatchObject({ code: "SPRING25", failure: null });
  });

  it("never takes a line below its cost, unless it says so, and never below what a card can be charged", async () => {
    await make({ percent: "100" });
    await make({ code: "GIFT", percent: "100", belowCost: true });
    const checkoutId = await start();
    await apply(checkoutId);
    // It costs 6.50.
    expect((await read(checkoutId)).total).toEqual(money(650, "USD"));
    await apply(checkoutId, "gift");
    expect((await read(checkoutId)).total).toEqual(money(50, "USD"));
  });

  it("an amount is taken once off a payment, shared by its lines", async () => {
    await make({ fixed: { minor: 30, currency: "USD" } });
    const checkoutId = await start();
    const token = await shop.anotherRecipient();
    await bindRecipient(shop.ctx, { token, checkoutId, line: null });
    await start(token);
    await apply(checkoutId);
    const { total, lines } = await read(checkoutId);
    const sum = lines.reduce((all, { price }) => all + price.total.minor, 0);
    expect(total.minor).toBe(sum - 30);
    await pay(checkoutId);
    const frozen = await shop.ctx.db.select().from(quotes).where(eq(quotes.frozen, true));
    expect(frozen.map(({ price }) => price.discountMinor)).toEqual([15, 15]);
    const made = await shop.ctx.db.select().from(orders);
    expect(made.reduce((all, { totalMinor }) => all + totalMinor, 0)).toBe(total.minor);
  });
});

describe("is refused", () => {
  it.each<[string, Partial<NewPromoCode>, string]>([
    ["a name nobody gave", { code: "OTHER" }, "promo-unknown"],
    ["before its time", { startsAt: new Date(Date.now() + 10 * DAY) }, "promo-not-yet"],
    ["for another country", { countries: ["GH"] }, "promo-not-for-these"],
    ["for another kind", { kinds: ["esim", "bundle"] }, "promo-not-for-these"],
    ["below its minimum", { minimum: { minor: 100_000, currency: "USD" } }, "promo-minimum"],
    ["below a minimum without a rate", { minimum: { minor: 1, currency: "HTG" } }, "promo-minimum"],
  ])("%s", async (_, promo, code) => {
    await make(promo);
    const checkoutId = await start();
    expect(await apply(checkoutId)).toBe(code);
    expect((await read(checkoutId)).promo).toBeNull();
  });

  it("where the price leaves no room", async () => {
    await make();
    const checkoutId = await start();
    await shop.ctx.db.update(quotes).set({ costMicros: 99_000_000 });
    expect(await apply(checkoutId)).toBe("promo-no-room");
  });

  it("after its end: told on the page and at the button, and what was paid with it stays", async () => {
    const { id } = await make({ endsAt: new Date(Date.now() + DAY) });
    const [early, late] = [await start(), await start(await shop.anotherRecipient())];
    expect([await apply(early), await apply(late)]).toEqual(["ok", "ok"]);
    expect(await pay(early)).toBe("ok");
    await endPromoCode({ ...shop.ctx, actor: OWNER }, { id });
    const view = await read(late);
    expect(view.promo).toMatchObject({ discount: null, failure: { code: "promo-over" } });
    expect(view.total).toEqual(view.lines[0]?.price.total);
    expect(await pay(late)).toBe("promo-over");
    expect((await read(early)).promo).toMatchObject({ failure: null });
    // Its name is free again.
    expect((await make()).code).toBe("SPRING25");
  });
});

describe("counted when pay is pressed", () => {
  it("two who use the last one at the same moment: one is refused, plainly", async () => {
    await make({ mostInAll: 1 });
    const [ama, kofi] = [guest("ama"), guest("kofi")];
    const [first, second] = [await start(undefined, ama), await start(await shop.anotherRecipient(), kofi)];
    await apply(first, undefined, ama);
    await apply(second, undefined, kofi);
    const both = await Promise.all([pay(first, ama), pay(second, kofi)]);
    expect(both.toSorted()).toEqual(["ok", "promo-used-up"]);
    expect(await shop.ctx.db.select().from(promoUses)).toHaveLength(1);
  });

  it("twice pressed is used once", async () => {
    await make({ mostInAll: 1 });
    const checkoutId = await start();
    await apply(checkoutId);
    expect(await Promise.all([pay(checkoutId), pay(checkoutId)])).toEqual(["ok", "ok"]);
    expect(await shop.ctx.db.select().from(promoUses)).toHaveLength(1);
  });

  it("once for each buyer: by the browser, and by the address", async () => {
    await make({ mostPerBuyer: 1 });
    const first = await start();
    await apply(first);
    await pay(first, shop.buyer, "ama@example.org");
    const next = await start(await shop.anotherRecipient());
    expect(await apply(next)).toBe("promo-used-by-you");
    const other = guest("kofi");
    const theirs = await start(await shop.anotherRecipient(), other);
    expect(await apply(theirs, undefined, other)).toBe("ok");
    expect(await pay(theirs, other, "AMA@example.org")).toBe("promo-used-by-you");
    expect(await pay(theirs, other, "kofi@example.org")).toBe("ok");
  });

  it("given back when nothing was delivered", async () => {
    await make({ mostInAll: 1 });
    const checkoutId = await start();
    await apply(checkoutId);
    await pay(checkoutId);
    const next = await start(await shop.anotherRecipient());
    expect(await apply(next)).toBe("promo-used-up");
    shop.supplier.answers.push({ kind: "rejected", failure: { code: "number-invalid" }, retry: "never" });
    await hold(checkoutId);
    expect(await apply(next)).toBe("ok");
    expect(await pay(next)).toBe("ok");
  });
});

describe("staff", () => {
  it("alone make and end codes, and it is noted", async () => {
    const { id } = await make();
    const strangers = [{ kind: "buyer", id: "x" } as const, { kind: "staff", id: "u" } as const];
    for (const actor of strangers) {
      await expect(createPromoCode({ ...shop.ctx, actor }, { code: "FREE", percent: "100" })).rejects.toThrow(
        NotPermitted,
      );
      await expect(endPromoCode({ ...shop.ctx, actor }, { id })).rejects.toThrow(NotPermitted);
    }
    const staff = { ...shop.ctx, actor: OWNER };
    expect(await endPromoCode(staff, { id })).toMatchObject({ ok: true });
    expect(await endPromoCode(staff, { id })).toEqual({ ok: false, failure: { code: "promo-gone" } });
    const noted = await shop.ctx.db.select().from(staffActions);
    expect(noted.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
      "staff:u1 promo-made",
      "staff:u1 promo-ended",
    ]);
  });

  it("make and end none that could not be noted", async () => {
    const { id } = await make();
    await shop.ctx.db.execute(sql`alter table staff_actions rename to staff_actions_away`);
    await expect(make({ code: "UNNOTED" })).rejects.toThrow();
    await expect(endPromoCode({ ...shop.ctx, actor: OWNER }, { id })).rejects.toThrow();
    expect(await shop.ctx.db.select().from(promoCodes)).toMatchObject([{ code: "SPRING25", endedBy: null }]);
  });

  it.each<[string, NewPromoCode, string]>([
    ["too short a name", { code: "a", percent: "5" }, "code"],
    ["both", { code: "BOTH", percent: "5", fixed: { minor: 100, currency: "USD" } }, "percent"],
    ["neither", { code: "NONE" }, "percent"],
    ["more than all", { code: "MUCH", percent: "100.1" }, "percent"],
    [
      "an end before its start",
      { code: "BACK", percent: "5", startsAt: new Date(2), endsAt: new Date(1) },
      "endsAt",
    ],
    ["no limit of nought", { code: "NULL", percent: "5", mostInAll: 0 }, "mostInAll"],
  ])("%s is refused", async (_, input, field) => {
    expect(await createPromoCode({ ...shop.ctx, actor: OWNER }, input)).toEqual({
      ok: false,
      failure: { code: "promo-invalid", values: { field } },
    });
    expect(await shop.ctx.db.select().from(promoCodes)).toEqual([]);
  });

  it("a name that runs is no second one's", async () => {
    await make();
    expect(await createPromoCode({ ...shop.ctx, actor: OWNER }, { code: "SPRING-25", percent: "9" })).toEqual(
      {
        ok: false,
        failure: { code: "promo-taken" },
      },
    );
  });
});
