import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attempts, alerts as alertRows, orders } from "@/db/schema";
import { readAppTime } from "@/db/read-app-time";
import type { Finding, Outcome } from "@/lib/providers/spec";
import { readOrderView } from "@/lib/reports";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe.each<[string, Outcome, Finding]>([
  ["in doubt", { kind: "in-doubt", why: "5xx" }, { kind: "in-doubt", why: "timeout" }],
  ["accepted", { kind: "accepted", providerReference: "p" }, { kind: "accepted", providerReference: "p" }],
])("an order that is %s", (_, answer, finding) => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(async () => {
    await shop.close();
  });

  const open = async () => {
    shop.supplier.answers.push(answer);
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    return order;
  };
  /** Seconds until the order is looked at again. */
  const wait = async () => {
    const [[row], now] = await Promise.all([shop.ctx.db.select().from(orders), readAppTime(shop.ctx)]);
    return Math.round(((row?.nextActionAt?.getTime() ?? 0) - now.getTime()) / SECOND);
  };
  /** Lets the time of its next look come, and looks. */
  const lookWhenDue = async (orderId: string) => {
    await shop.travel(Math.max(0, (await wait()) * SECOND));
    shop.supplier.findings.push(finding);
    await workOrder(shop.ctx, orderId);
  };
  const alerts = async () =>
    (await shop.ctx.db.select().from(alertRows).orderBy(alertRows.at)).map(({ subject }) =>
      subject.replace(/^order:[^:]+:/, ""),
    );
  const shown = async (id: string) =>
    (await readOrderView(shop.ctx, { id }))?.stops.find(({ stop }) => stop === "delivered");

  it("is asked about after 3 s, 10 s, 30 s, 1 min, 2 min, then every 5 min", async () => {
    const order = await open();
    const waits = [await wait()];
    for (let look = 0; look < 7; look += 1) {
      await lookWhenDue(order.orderId);
      waits.push(await wait());
    }
    // What the machine itself took meanwhile has gone from each.
    const planned = [3, 10, 30, 60, 120, 300, 300, 300];
    for (const [at, seconds] of planned.entries()) {
      expect(waits[at]).toBeLessThanOrEqual(seconds);
      expect(waits[at]).toBeGreaterThan(planned[at - 1] === seconds ? seconds - 60 : (planned[at - 1] ?? 0));
    }
    expect((await shop.ctx.db.select().from(attempts))[0]?.looks).toBe(7);
    expect(shop.supplier.sent).toHaveLength(1);
  });

  it("is told to its buyer after 20 s, to staff after 15 min, given to a person by 24 h, let go a day before the hold ends", async () => {
    const order = await open();
    expect(await shown(order.orderId)).toMatchObject({ status: "now" });
    await shop.travel(21 * SECOND);
    expect(await shown(order.orderId)).toMatchObject({ status: "doubt" });

    await shop.travel(14 * MINUTE);
    await lookWhenDue(order.orderId);
    expect(await alerts()).toEqual([]);
    await shop.travel(MINUTE);
    await lookWhenDue(order.orderId);
    await lookWhenDue(order.orderId);
    expect(await alerts()).toEqual(["the operator has not confirmed for 15 minutes"]);

    await shop.travel(23 * HOUR);
    await lookWhenDue(order.orderId);
    const { order: before } = await shop.readRows(order.checkoutId);
    expect(before.state).not.toBe("review");
    await shop.travel(45 * MINUTE);
    await lookWhenDue(order.orderId);
    expect((await shop.readRows(order.checkoutId)).order.state).toBe("review");
    expect(await shown(order.orderId)).toMatchObject({ status: "doubt", why: "person" });
    // A person decides, and it is still asked about.
    expect(await wait()).toBeLessThanOrEqual(15 * 60);

    await shop.travel(5 * 24 * HOUR - HOUR);
    await lookWhenDue(order.orderId);
    expect((await shop.readRows(order.checkoutId)).order.state).toBe("review");
    await shop.travel(HOUR);
    await lookWhenDue(order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    const { order: row, payment } = await shop.readRows(order.checkoutId);
    expect([row.state, payment.state]).toEqual(["undeliverable", "voided"]);
    expect((await alerts()).at(-1)).toBe("released at the end of the hold while it was still in doubt");
  });
});
