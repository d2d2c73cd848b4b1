import { asc, eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { attempts, moneyIntents, products } from "@/db/schema";
import type { Capabilities, Finding, Outcome } from "@/lib/providers/spec";
import { applyOutcome } from "./apply-outcome";
import type { FulfilmentCtx } from "./context";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rejected: Finding = { kind: "rejected", failure: { code: "number-invalid" }, retry: "never" };
const down: Outcome = { kind: "rejected", failure: { code: "operator-down" }, retry: "later" };
const doubt: Outcome = { kind: "in-doubt", why: "5xx" };
const delivered: Finding = { kind: "delivered", providerReference: "p-1" };

let shop: Shop;
afterEach(() => shop.close());

const open = async (capabilities: Partial<Capabilities> = {}) => {
  shop = await openTestShop({ capabilities });
};
const pay = async () => {
  const order = await shop.order();
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
  return order;
};
const states = async (checkoutId: string) => {
  const { order, payment } = await shop.readRows(checkoutId);
  return [order.state, payment.state];
};
const attemptStates = async () =>
  (await shop.ctx.db.select().from(attempts).orderBy(asc(attempts.n))).map(({ state }) => state);
const readFirst = async () => {
  const [attempt] = await shop.ctx.db.select().from(attempts).where(eq(attempts.n, 1));
  if (!attempt) throw new Error("No attempt");
  return attempt;
};
let hints = 0;
const hint = async (finding: Finding, providerReference?: string) => {
  const { reference } = await readFirst();
  shop.supplier.findings.push(finding);
  hints += 1;
  await workWebhook(shop.ctx, {
    source: "reloadly",
    eventId: `hint-${hints}`,
    type: "airtime_transaction.status",
    payload: { reference, providerReference },
  });
};

describe("an answer older than a reversal", () => {
  it("does not undo it; a newer one does", async () => {
    await open();
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    const asked = await readFirst();
    await hint(rejected);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "refunded"]);
    const old = { attempt: asked, outcome: delivered as Outcome, token: asked.leaseToken };
    expect(await applyOutcome(shop.ctx, { ...old, askedAt: asked.createdAt })).toBe("known");
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "refunded"]);
    await hint(delivered);
    expect(await states(order.checkoutId)).toEqual(["delivered", "refunded"]);
  });

  it("does not reverse again what was delivered since", async () => {
    await open();
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    let first = true;
    shop.supplier.provider.resolve = async () => {
      const slow = first;
      first = false;
      if (slow) {
        shop.supplier.findings.length = 0;
        await hint(rejected);
        await workPayment(shop.ctx, order.paymentId);
        await hint(delivered);
        return rejected;
      }
      return shop.supplier.findings.shift() ?? { kind: "not-found" };
    };
    await hint(rejected);
    expect(await states(order.checkoutId)).toEqual(["delivered", "refunded"]);
  });
});

describe("a first attempt delivered after all while the second was open", () => {
  const gift: Finding = {
    kind: "delivered",
    providerReference: "p-1",
    operatorReference: "op-9",
    delivered: { minor: 1_000_000, currency: "NGN" },
    artefact: { kind: "pin", code: "1234" },
  };
  const payTwice = async (second: Outcome) => {
    shop.supplier.answers.push(down, second);
    const order = await pay();
    await shop.travel(16 * MINUTE);
    await workOrder(shop.ctx, order.orderId);
    await hint(gift);
    expect(await attemptStates()).toEqual(["delivered", "in_doubt"]);
    return order;
  };

  it("delivers the order when the second is rejected", async () => {
    await open();
    const order = await payTwice(doubt);
    expect(await states(order.checkoutId)).toEqual(["in_doubt", "authorised"]);
    shop.supplier.findings.push(rejected);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    const { order: row } = await shop.readRows(order.checkoutId);
    expect(row).toMatchObject({ operatorReference: "op-9", deliveredMinor: 1_000_000 });
    expect(JSON.parse(row.artefact ?? "null")).toMatchObject({ code: "1234" });
    expect(shop.supplier.sent).toHaveLength(2);
  });

  it("stays delivered when one of two deliveries is taken back", async () => {
    await open();
    const order = await payTwice(doubt);
    shop.supplier.findings.push({ kind: "delivered", providerReference: "p-2" });
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    await hint(rejected);
    expect(await attemptStates()).toEqual(["rejected", "delivered"]);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
  });

  it("charges nothing when the first is taken back before the second is rejected", async () => {
    await open();
    const order = await payTwice(doubt);
    await hint(rejected);
    expect(await attemptStates()).toEqual(["rejected", "in_doubt"]);
    shop.supplier.findings.push(rejected);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voided"]);
  });

  it("tries no other way when the second may be tried again", async () => {
    await open();
    const order = await payTwice(doubt);
    shop.supplier.findings.push(down as Finding);
    await workOrder(shop.ctx, order.orderId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "capturing"]);
  });

  it("delivers the order when the second is given up at the end of the hold", async () => {
    await open();
    const order = await payTwice(doubt);
    await shop.travel(6 * 24 * HOUR + HOUR);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(await attemptStates()).toEqual(["delivered", "abandoned"]);
  });
});

describe("late evidence of a code", () => {
  it("is none without the code: nothing is charged, and a person is told", async () => {
    await open();
    await shop.ctx.db.update(products).set({ kind: "pin" });
    shop.supplier.answers.push(down);
    const order = await pay();
    await hint(delivered);
    expect(await states(order.checkoutId)).toEqual(["authorised", "authorised"]);
    expect(await attemptStates()).toEqual(["rejected"]);
    const { order: row } = await shop.readRows(order.checkoutId);
    expect(row.alertedAt).not.toBeNull();
  });
});

describe("a question put before the horizon and answered after it", () => {
  const sendTwice = async () => {
    await open();
    shop.supplier.answers.push(doubt, doubt);
    const order = await pay();
    for (let look = 0; look < 3; look += 1) await workOrder(shop.ctx, order.orderId);
    await shop.travel(11 * MINUTE);
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(2);
    return order;
  };
  const answerAfter = (finding: Finding) => {
    shop.supplier.provider.resolve = async () => {
      await shop.travel(11 * MINUTE);
      return finding;
    };
  };

  it("proves no rejection of what was sent twice", async () => {
    const order = await sendTwice();
    answerAfter(rejected);
    await workOrder(shop.ctx, order.orderId);
    expect(await states(order.checkoutId)).toEqual(["in_doubt", "authorised"]);
    await workOrder(shop.ctx, order.orderId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voiding"]);
  });

  it("is no leave to send again", async () => {
    await open();
    shop.supplier.answers.push(doubt);
    const order = await pay();
    for (let look = 0; look < 3; look += 1) await workOrder(shop.ctx, order.orderId);
    answerAfter({ kind: "not-found" });
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(1);
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(2);
  });
});

describe("a capture told by two processes", () => {
  const failure = { kind: "unknown", detail: "a 500", stored: true } as const;
  /** A process so slow that another one does its work before the first hears Stripe's answer. */
  const slow = (paymentId: string, told?: typeof failure): FulfilmentCtx => ({
    ...shop.ctx,
    stripe: {
      ...shop.stripe.gateway,
      capture: async (id, amount, key) => {
        shop.stripe.trouble.push({ call: "capture", told: failure, after: false });
        await workPayment(shop.ctx, paymentId);
        return told ?? shop.stripe.gateway.capture(id, amount, key);
      },
    },
  });
  const intents = async () =>
    (await shop.ctx.db.select().from(moneyIntents).orderBy(asc(moneyIntents.n))).map(({ state }) => state);

  it("closes the intent that stands, though the one that was told has been replaced", async () => {
    await open();
    const order = await pay();
    await workPayment(slow(order.paymentId), order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(await intents()).toEqual(["refused", "confirmed"]);
  });

  it("replaces an intent once", async () => {
    await open();
    const order = await pay();
    await workPayment(slow(order.paymentId, failure), order.paymentId);
    expect(await intents()).toEqual(["refused", "intended"]);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
  });
});

describe("a look-up that may buy", () => {
  it("is not made once a person decides, but by their own name for it", async () => {
    await open({ dedupe: "replay", findBy: "theirs" });
    shop.supplier.answers.push(doubt);
    const asked: (string | undefined)[] = [];
    shop.supplier.provider.resolve = async ({ providerReference }) => {
      asked.push(providerReference);
      return shop.supplier.findings.shift() ?? { kind: "in-doubt", why: "5xx" };
    };
    const order = await pay();
    await workOrder(shop.ctx, order.orderId);
    expect(asked).toEqual([undefined]);
    await shop.travel(25 * HOUR);
    await workOrder(shop.ctx, order.orderId);
    await workOrder(shop.ctx, order.orderId);
    await hint(doubt as Finding);
    expect(await states(order.checkoutId)).toEqual(["review", "authorised"]);
    expect(asked).toEqual([undefined]);
    shop.supplier.findings.length = 0;
    await hint(delivered, "p-1");
    expect(asked).toEqual([undefined, "p-1"]);
    expect(await states(order.checkoutId)).toEqual(["delivered", "capturing"]);
  });
});
