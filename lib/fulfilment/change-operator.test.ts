import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { offers, operators, orderEvents, orders, products, quotes } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/providers/spec";
import { readOrderView } from "@/lib/reports";
import { changeOperator, readExchanges } from "./change-operator";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

const MINUTE = 60_000;
const wrong: Outcome = { kind: "rejected", failure: { code: "operator-mismatch" }, retry: "never" };
const down: Outcome = { kind: "rejected", failure: { code: "operator-down" }, retry: "later" };
const accepted: Outcome = { kind: "accepted", providerReference: "p" };

describe("another operator for what is held", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(async () => {
    await shop.close();
  });

  /** One more operator of the country with airtime in naira. @param costMinor cents for ₦10,000 */
  const addOperator = async (name: string, costMinor = 640): Promise<string> => {
    const [operatorId, productId] = [newId(), newId()];
    const slug = name.toLowerCase();
    await shop.ctx.db
      .insert(operators)
      .values({ id: operatorId, country: "NG", name, slug, matchName: slug });
    await shop.ctx.db.insert(products).values({
      id: productId,
      operatorId,
      kind: "airtime",
      key: `airtime:range:${slug}`,
      denomination: "range",
      currency: "NGN",
      minMinor: 5000,
      maxMinor: 5_000_000,
    });
    await shop.ctx.db.insert(offers).values({
      id: newId(),
      productId,
      provider: "reloadly",
      sku: `${slug}:range`,
      providerOperatorId: slug,
      country: "NG",
      orderCurrency: "USD",
      orderMinMinor: 10,
      orderMaxMinor: 10_000,
      faceMinMinor: 5000,
      faceMaxMinor: 5_000_000,
      facePerOrderUnit: String(1_000_000 / costMinor),
      walletCurrency: "USD",
      orderUnitsPerWalletUnit: "1",
    });
    return operatorId;
  };
  const pay = async (...answers: Outcome[]) => {
    shop.supplier.answers.push(...answers);
    const paid = await shop.order();
    shop.stripe.hold(paid.sessionId);
    await workPayment(shop.ctx, paid.paymentId);
    return paid;
  };
  const read = async (id: string) => {
    const view = await readOrderView(shop.ctx, { id });
    if (!view) throw new Error("No order");
    return view;
  };
  const change = (publicId: string, operatorId: string) =>
    changeOperator(shop.buyer, { publicId, operatorId });

  it("refused as another's number: held, changed, delivered and charged once, the same sum", async () => {
    // Of the old operator alone it is told what its country takes.
    await shop.ctx.db.update(offers).set({ takenPercent: "20" });
    const airtel = await addOperator("Airtel");
    const paid = await pay(wrong);
    const before = await read(paid.orderId);
    expect(before.price.taken).toMatchObject({ percent: "20" });
    expect(before).toMatchObject({ state: "authorised", money: "held", exchangeable: true });
    expect(before.stops.find(({ stop }) => stop === "sent")).toMatchObject({ why: "operator-wrong" });

    expect(await change(paid.publicId, airtel)).toEqual({ ok: true, value: null });
    await workOrder(shop.ctx, paid.orderId);
    await workPayment(shop.ctx, paid.paymentId);

    const after = await read(paid.orderId);
    expect(after).toMatchObject({ state: "delivered", money: "charged", operator: { name: "Airtel" } });
    expect(after.price.total).toEqual(before.price.total);
    expect(after.price.face).toEqual(before.price.face);
    expect(after.price.taken).toBeNull();
    const { worth, rateAdds, fee, total } = after.price;
    expect((worth?.minor ?? 0) + (rateAdds?.minor ?? 0) + fee.minor).toBe(total.minor);
    expect(shop.supplier.sent.map(({ providerOperatorId }) => providerOperatorId)).toEqual(["341", "airtel"]);
    expect(new Set(shop.supplier.sent.map(({ reference }) => reference)).size).toBe(2);
    expect(shop.stripe.calls).toEqual([`capture ${total.minor}`]);
  });

  it("nobody chooses: after ten minutes it ends unsent and is released", async () => {
    await addOperator("Airtel");
    const paid = await pay(wrong);
    await workOrder(shop.ctx, paid.orderId);
    expect((await read(paid.orderId)).state).toBe("authorised");
    await shop.travel(11 * MINUTE);
    await workOrder(shop.ctx, paid.orderId);
    await workPayment(shop.ctx, paid.paymentId);
    const view = await read(paid.orderId);
    expect(view).toMatchObject({ state: "undeliverable", money: "released" });
    expect(view.stops.find(({ stop }) => stop === "not-delivered")).toMatchObject({
      why: "operator-mismatch",
    });
    expect(shop.supplier.sent).toHaveLength(1);
  });

  it("nobody else sells to the country: it ends at once, as ever", async () => {
    const paid = await pay(wrong);
    expect(await read(paid.orderId)).toMatchObject({ state: "undeliverable" });
  });

  it("dearer there: what the same money buys is told, and no more is sent", async () => {
    const glo = await addOperator("Glo", 1300);
    const paid = await pay(wrong);
    const [exchange] = (await readExchanges(shop.buyer, paid)) ?? [];
    expect(exchange?.operator.id).toBe(glo);
    const { total } = (await read(paid.orderId)).price;
    expect(exchange?.face.minor).toBeGreaterThan(400_000);
    expect(exchange?.face.minor).toBeLessThan(550_000);
    expect(exchange?.price.total.minor).toBeLessThanOrEqual(total.minor);
    expect(await change(paid.publicId, glo)).toMatchObject({ ok: true });
    await workOrder(shop.ctx, paid.orderId);
    await workPayment(shop.ctx, paid.paymentId);
    expect(await read(paid.orderId)).toMatchObject({
      state: "delivered",
      price: { face: exchange?.face, total },
    });
    expect(shop.stripe.calls).toEqual([`capture ${total.minor}`]);
  });

  it("while the operator is down another one may be chosen, and is sent to at once", async () => {
    const airtel = await addOperator("Airtel");
    const paid = await pay(down);
    expect(await change(paid.publicId, airtel)).toMatchObject({ ok: true });
    await workOrder(shop.ctx, paid.orderId);
    expect(await read(paid.orderId)).toMatchObject({ state: "delivered", operator: { name: "Airtel" } });
  });

  it.each([
    ["it is with the operator", [accepted]],
    ["it has arrived", []],
  ])("not when %s", async (_, answers: Outcome[]) => {
    const airtel = await addOperator("Airtel");
    const paid = await pay(...answers);
    expect(await readExchanges(shop.buyer, paid)).toEqual([]);
    expect(await change(paid.publicId, airtel)).toEqual({ ok: false, failure: { code: "change-too-late" } });
    expect((await read(paid.orderId)).operator.name).toBe("MTN");
  });

  it("two tabs choose two operators: one of them wins, and the event says whose choice it was", async () => {
    const [airtel, glo] = [await addOperator("Airtel"), await addOperator("Glo")];
    const paid = await pay(wrong);
    const both = await Promise.all([change(paid.publicId, airtel), change(paid.publicId, glo)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const events = await shop.ctx.db.select().from(orderEvents).where(eq(orderEvents.orderId, paid.orderId));
    expect(events.filter(({ event }) => event === "operator_changed")).toMatchObject([
      { actor: "buyer:guest-1", from: "authorised", to: "authorised" },
    ]);
    const current = await shop.ctx.db.select().from(quotes).where(eq(quotes.replaced, false));
    expect(current).toHaveLength(1);
    const [order] = await shop.ctx.db.select().from(orders);
    expect(order?.quoteId).toBe(current[0]?.id);
  });

  describe("a package", () => {
    const chosen = { dataGb: "1", minutes: 30, validityDays: 7 };
    /** @param costMinor in cents; that of the chosen one is 650 */
    const addPackage = async (operatorId: string, benefits: typeof chosen, costMinor: number) => {
      const productId = newId();
      const description = `${benefits.dataGb} GB + ${benefits.minutes} min`;
      await shop.ctx.db.insert(products).values({
        id: productId,
        operatorId,
        kind: "bundle",
        key: `bundle:${description}:${costMinor}`,
        description,
        benefits,
        denomination: "fixed",
        currency: "NGN",
        faceMinor: 900_000,
      });
      await shop.ctx.db.insert(offers).values({
        id: newId(),
        productId,
        provider: "reloadly",
        sku: `${description}:${costMinor}`,
        providerOperatorId: "package",
        country: "NG",
        orderCurrency: "USD",
        orderMinor: costMinor,
        faceMinMinor: 900_000,
        faceMaxMinor: 900_000,
        walletCurrency: "USD",
        orderUnitsPerWalletUnit: "1",
      });
      return productId;
    };
    beforeEach(async () => {
      await shop.ctx.db
        .update(products)
        .set({ kind: "bundle", description: "1 GB + 30 min", benefits: chosen });
    });

    it("goes to whoever has all of it for no more, the most of theirs; the same sum is charged", async () => {
      const airtel = await addOperator("Airtel");
      await addPackage(airtel, chosen, 500);
      const more = await addPackage(airtel, { ...chosen, dataGb: "1.5" }, 640);
      await addPackage(airtel, { ...chosen, dataGb: "5" }, 900);
      await addPackage(await addOperator("Glo"), { ...chosen, validityDays: 6 }, 400);
      const paid = await pay(wrong);
      const before = await read(paid.orderId);
      expect(before).toMatchObject({ state: "authorised", exchangeable: true });
      const exchanges = await readExchanges(shop.buyer, paid);
      expect(exchanges).toMatchObject([{ operator: { id: airtel }, productId: more, taken: null }]);
      expect(await change(paid.publicId, airtel)).toEqual({ ok: true, value: null });
      await workOrder(shop.ctx, paid.orderId);
      await workPayment(shop.ctx, paid.paymentId);
      const { total } = before.price;
      expect(await read(paid.orderId)).toMatchObject({
        state: "delivered",
        operator: { name: "Airtel" },
        parcel: "1.5 GB + 30 min",
        price: { total },
      });
      expect(shop.supplier.sent.map(({ sku }) => sku)).toEqual(["341:usd:6.5", "1.5 GB + 30 min:640"]);
      expect(shop.stripe.calls).toEqual([`capture ${total.minor}`]);
    });

    it("that nobody else has whole ends at once, and is released", async () => {
      await addPackage(await addOperator("Airtel"), { ...chosen, minutes: 20 }, 500);
      const paid = await pay(wrong);
      expect(await read(paid.orderId)).toMatchObject({ state: "undeliverable" });
    });

    it("of several months is no other operator's", async () => {
      await addPackage(await addOperator("Airtel"), chosen, 500);
      const paid = await pay(down);
      await shop.ctx.db.update(orders).set({ fields: { numberOfPlanMonths: "2" } });
      expect(await readExchanges(shop.buyer, paid)).toEqual([]);
      expect((await read(paid.orderId)).exchangeable).toBe(false);
    });
  });

  it.each([
    ["an operator that sells nothing", newId()],
    ["no operator", "x"],
  ])("%s is refused, and the hold stays", async (_, operatorId) => {
    await addOperator("Airtel");
    const paid = await pay(wrong);
    expect(await change(paid.publicId, operatorId)).toEqual({
      ok: false,
      failure: { code: "change-unavailable" },
    });
    expect(await change("0".repeat(26), operatorId)).toMatchObject({ failure: { code: "order-gone" } });
    expect(await read(paid.orderId)).toMatchObject({ state: "authorised", money: "held" });
  });
});
