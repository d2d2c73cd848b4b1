import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attempts, importRuns, orders } from "@/db/schema";
import { cancelOrder, workPayment } from "@/lib/fulfilment";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/providers/spec";
import { readOrderView } from "./read-order-view";
import { readArtefact } from "./read-artefact";
import { readSendAgain } from "./read-send-again";
import { readSilentProviders } from "./read-silent-providers";
import { streamOrder } from "./stream-order";
import { versionOf } from "./version-of";

const rejected: Outcome = { kind: "rejected", failure: { code: "number-invalid" }, retry: "never" };
const down: Outcome = { kind: "rejected", failure: { code: "operator-down" }, retry: "later" };
const accepted: Outcome = { kind: "accepted", providerReference: "p-1" };
const lost: Outcome = { kind: "in-doubt", why: "5xx" };

describe("what a buyer is shown of an order", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(async () => {
    await shop.close();
  });

  const pay = async (...answers: Outcome[]) => {
    shop.supplier.answers.push(...answers);
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    return order;
  };
  const view = async (publicId: string) => {
    const order = await readOrderView(shop.ctx, { publicId });
    if (!order) throw new Error("No order");
    return order;
  };
  const drawn = async (publicId: string) =>
    (await view(publicId)).stops.map(({ stop, status }) => `${stop}:${status}`);

  it("draws reserved, sent, delivered and charged, with a time on each", async () => {
    const { publicId } = await pay();
    expect(await drawn(publicId)).toEqual(["reserved:done", "sent:done", "delivered:done", "charged:done"]);
    const order = await view(publicId);
    expect(order.stops.every(({ at }) => at !== null)).toBe(true);
    expect(order).toMatchObject({ ended: true, money: "charged", cancellable: false });
  });

  it("draws what did not arrive, and the release", async () => {
    const { publicId } = await pay(rejected);
    expect(await drawn(publicId)).toEqual([
      "reserved:done",
      "sent:done",
      "not-delivered:bad",
      "released:done",
    ]);
    expect(await view(publicId)).toMatchObject({ ended: true, money: "released" });
  });

  it.each<[string, Outcome, string | undefined]>([
    ["what the buyer can mend", rejected, "number-invalid"],
    ["nothing of our own troubles", { ...rejected, failure: { code: "credentials" } }, undefined],
  ])("says why it did not arrive: %s", async (_what, answer, why) => {
    const { publicId } = await pay(answer);
    expect((await view(publicId)).stops[2]?.why).toBe(why);
  });

  it("waits for the card first, and then tells that it was cancelled", async () => {
    const { publicId } = await shop.order();
    expect(await drawn(publicId)).toEqual(["reserved:now", "sent:todo", "delivered:todo", "charged:todo"]);
    expect(await view(publicId)).toMatchObject({ money: "none", cancellable: true });
    expect((await cancelOrder(shop.ctx, { publicId })).ok).toBe(true);
    expect(await drawn(publicId)).toEqual(["cancelled:bad"]);
    expect((await view(publicId)).stops[0]?.at).not.toBeNull();
  });

  it("says nothing of doubt at first, and after 20 seconds that the operator is asked, and until when", async () => {
    const { publicId } = await pay(accepted);
    expect((await drawn(publicId))[2]).toBe("delivered:now");
    const before = versionOf(await view(publicId));
    await shop.travel(21_000);
    const order = await view(publicId);
    expect(order.stops[2]).toMatchObject({ stop: "delivered", status: "doubt" });
    expect(order.stops[2]?.until).toMatch(/^\d{4}-/);
    expect(order.stops[2]?.next).toMatch(/^\d{4}-/);
    expect(versionOf(order)).not.toBe(before);
    expect(order).toMatchObject({ ended: false, money: "held", cancellable: false });
  });

  it("says that the operator is down, when it is tried next and until when", async () => {
    const { publicId } = await pay(down);
    const [, sent] = (await view(publicId)).stops;
    expect(sent).toMatchObject({ stop: "sent", status: "now", why: "operator-down", at: null });
    const wait = Date.parse(sent?.until ?? "") - Date.parse(sent?.next ?? "");
    expect(Math.round(wait / 60_000)).toBe(6 * 60 - 15);
  });

  it("opens a PIN for the holder of the public id alone, and never in the view", async () => {
    const { publicId, orderId } = await pay();
    await shop.ctx.db
      .update(orders)
      .set({ artefact: "sealed" })
      .where(sql`id = ${orderId}`);
    const artefacts = {
      seal: (plain: string) => plain,
      open: () => JSON.stringify({ kind: "pin", code: "1234 5678", serial: "S1", instructions: "" }),
    };
    const order = await view(publicId);
    expect(order.artefact).toBe("pin");
    expect(JSON.stringify(order)).not.toContain("5678");
    const ctx = { ...shop.ctx, artefacts };
    expect(await readArtefact(ctx, { publicId })).toMatchObject({
      kind: "pin",
      code: "1234 5678",
      serial: "S1",
      instructions: null,
    });
    expect(await readArtefact(ctx, { publicId: orderId })).toBeNull();
  });

  it("gives the number's token to its buyer and to nobody else", async () => {
    const { publicId } = await shop.order();
    expect(await readSendAgain(shop.buyer, { publicId })).toBe(shop.shelf.recipientToken);
    const stranger = { ...shop.buyer, actor: { kind: "buyer" as const, id: "guest-2" } };
    expect(await readSendAgain(stranger, { publicId })).toBeNull();
  });

  it("knows no order by anything but a public id", async () => {
    const { orderId } = await shop.order();
    for (const publicId of ["", "x", "%00", "\u0000".repeat(26), "0".repeat(27), "' or 1=1 --", orderId])
      expect(await readOrderView(shop.ctx, { publicId })).toBeNull();
  });

  it("counts a provider as silent until it answers again", async () => {
    await shop.ctx.db.insert(importRuns).values({
      id: newId(),
      provider: "reloadly",
      state: "finished",
      finishedAt: new Date(Date.now() - 60_000),
    });
    expect(await readSilentProviders(shop.ctx)).toEqual([]);
    await pay(lost);
    expect(await readSilentProviders(shop.ctx)).toEqual(["reloadly"]);
    await shop.ctx.db.update(attempts).set({ lastSentAt: sql`app_now() - interval '1 minute'` });
    await shop.ctx.db.insert(importRuns).values({
      id: newId(),
      provider: "reloadly",
      state: "finished",
      startedAt: new Date(),
      finishedAt: new Date(),
    });
    expect(await readSilentProviders(shop.ctx)).toEqual([]);
  });

  describe("as a stream", () => {
    const open = async (publicId: string, seen: string | null = null, beatMs = 60_000) => {
      const looks = new Set<() => void>();
      const process = new AbortController();
      const stream = await streamOrder(shop.ctx, {
        publicId,
        ending: process.signal,
        seen,
        beatMs,
        watch: {
          watch: (_checkout, look) => {
            looks.add(look);
            return () => looks.delete(look);
          },
        },
      });
      return { stream, looks, process, tell: () => looks.forEach((look) => look()) };
    };
    const reader = (stream: unknown) => {
      if (!(stream instanceof ReadableStream)) throw new Error(`No stream: ${String(stream)}`);
      const source = (stream as ReadableStream<Uint8Array>).getReader();
      const next = async () => {
        const { value, done } = await source.read();
        return done ? "closed" : new TextDecoder().decode(value);
      };
      return { next, cancel: () => source.cancel() };
    };

    it("sends the state at connect and after a change, then closes at the end and stops watching", async () => {
      const order = await shop.order();
      const { stream, looks, tell } = await open(order.publicId);
      const { next } = reader(stream);
      expect(await next()).toContain('"state":"awaiting_payment"');
      const told = next();
      tell();
      shop.stripe.hold(order.sessionId);
      await workPayment(shop.ctx, order.paymentId);
      await workPayment(shop.ctx, order.paymentId);
      tell();
      expect(await told).toContain('"money":"charged"');
      expect(await next()).toBe("closed");
      expect(looks.size).toBe(0);
    });

    it("gives signs of life, and tells of doubt though nothing was written", async () => {
      const { publicId } = await pay(accepted);
      const { stream } = await open(publicId, null, 20);
      const { next, cancel } = reader(stream);
      const beats: string[] = [];
      const nextState = async () => {
        for (;;) {
          const text = await next();
          if (!text.startsWith(":")) return text;
          beats.push(text);
        }
      };
      expect(await nextState()).not.toContain('"status":"doubt"');
      await shop.travel(21_000);
      expect(await nextState()).toContain('"status":"doubt"');
      expect(beats[0]).toBe(": here\n\n");
      await cancel();
    });

    it("stops watching when the reader goes away", async () => {
      const { publicId } = await shop.order();
      const { stream, looks } = await open(publicId);
      expect(looks.size).toBe(1);
      await reader(stream).cancel();
      expect(looks.size).toBe(0);
    });

    it("closes when its process ends, so that this one can", async () => {
      const { publicId } = await shop.order();
      const { stream, looks, process } = await open(publicId);
      const { next } = reader(stream);
      expect(await next()).toContain('"state":"awaiting_payment"');
      const last = next();
      process.abort();
      expect(await last).toBe("closed");
      expect(looks.size).toBe(0);
    });

    it("has nothing new for a reader who saw the end, and a state for one who did not", async () => {
      const { publicId } = await pay();
      const seen = versionOf(await view(publicId));
      expect((await open(publicId, seen)).stream).toBe("nothing-new");
      const { next } = reader((await open(publicId)).stream);
      expect(await next()).toContain(`id: ${seen}\n`);
      expect(await next()).toBe("closed");
      expect((await open("0".repeat(26))).stream).toBe("no-such-order");
    });
  });
});
