import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { mails, users } from "@/db/schema";
import type { StaffRole } from "@/lib/core/permissions";
import { block, writeNote } from "@/lib/customers";
import { decideCase, sendMailAgain, takeCase, workPayment } from "@/lib/fulfilment";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { createPromoCode } from "@/lib/orders";
import type { Outcome } from "@/lib/providers/spec";
import { LIMITS } from "@/lib/risk";
import {
  findCustomers,
  listMails,
  readCases,
  readCustomer,
  readPromoCodes,
  readStaffOrder,
  rehearseLimitChange,
} from "./index";

const doubt: Outcome = { kind: "in-doubt", why: "5xx" };

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop({ capabilities: { dedupe: "none", findBy: "none" } });
  for (const id of ["ann", "bob"])
    await shop.ctx.db.insert(users).values({ id, email: `${id}@homeline.test`, role: "support" });
});
afterEach(async () => {
  await shop.close();
});
const as = (id: string, role: StaffRole = "owner"): Shop["ctx"] => ({
  ...shop.ctx,
  actor: { kind: "staff", id, role, raised: true },
});
const pay = async (...answers: Outcome[]) => {
  shop.supplier.answers.push(...answers);
  const order = await shop.order(await shop.anotherRecipient());
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
  await workPayment(shop.ctx, order.paymentId);
  return order;
};

it("the queue tells whose a case is, what waits to be carried out, and what was taken over", async () => {
  const { orderId } = await pay(doubt);
  await takeCase(as("ann"), { orderId, over: false });
  expect((await readCases(as("bob"))).cases).toMatchObject([
    { orderId, kind: "review", lease: { by: "ann@homeline.test", mine: false }, decision: null },
  ]);
  await takeCase(as("bob"), { orderId, over: true });
  expect((await readCases(as("ann"))).lost).toMatchObject([{ orderId, by: "bob@homeline.test" }]);
  const typed = {
    verdict: "delivered",
    reason: "float",
    note: "the float fell by it",
    operatorReference: "",
    code: "",
  };
  await decideCase(as("bob"), { orderId, kind: "settle", typed });
  const { cases, decisions } = await readCases(as("bob"));
  expect(cases[0]?.decision).toMatchObject({ mine: true, verdict: "delivered", state: "waiting" });
  expect(decisions).toHaveLength(1);
  await expect(readCases(shop.buyer)).rejects.toThrow("Not permitted");
});

it("a buyer by address, in whatever letters, with what they spent; the notes and blocks of both pages", async () => {
  const { orderId } = await pay();
  const requestId = crypto.randomUUID();
  const note = { about: { customer: "AMA@example.org" }, text: "Sends to her mother", requestId };
  await Promise.all([writeNote(as("ann"), note), writeNote(as("ann"), note)]);
  await writeNote(as("ann"), { about: { orderId }, text: "Called", requestId: crypto.randomUUID() });
  await block(as("ann"), { kind: "email", value: "ama@example.org", reason: "as she asked", hours: null });
  const customer = await readCustomer(as("vic", "viewer"), { email: "Ama@Example.org" });
  expect(customer).toMatchObject({
    email: "ama@example.org",
    counted: { orders: 1, delivered: 1, open: 0, more: false },
    notes: [{ text: "Sends to her mother", by: "ann@homeline.test" }],
    blocks: [{ kind: "email", value: "ama@example.org", over: null }],
  });
  expect(customer?.spent[0]?.minor).toBeGreaterThan(0);
  expect(await readCustomer(as("vic", "viewer"), { email: "nobody@example.org" })).toBeNull();
  expect(await findCustomers(as("ann"), "newest")).toMatchObject([{ orders: 1, blocked: true }]);
  const order = await readStaffOrder(as("ann"), { id: orderId });
  expect(order).toMatchObject({ notes: [{ text: "Called" }], blocks: [{ kind: "email" }] });
  expect(order?.judged.map(({ of }) => of)).toContain("recipient");
});

it("the outbox is paged and searched; a failed mail is tried again, a sent one copied once", async () => {
  const { orderId } = await pay();
  await pay();
  const page = await listMails(as("ann"), { limit: 1 });
  expect([page.mails.length, page.older]).toEqual([1, page.mails[0]?.id]);
  const rest = await listMails(as("ann"), { limit: 5, before: page.older ?? "" });
  expect(rest.mails.map(({ id }) => id)).not.toContain(page.mails[0]?.id);
  const [mail] = (await listMails(as("ann"), { search: orderId, limit: 5 })).mails;
  const mailId = mail?.id ?? "";
  const again = (requestId: string) => sendMailAgain(as("ann"), { mailId, requestId });
  await shop.ctx.db.update(mails).set({ state: "failed", error: "no such box" }).where(eq(mails.id, mailId));
  expect((await listMails(as("ann"), { state: "failed", limit: 5 })).mails).toMatchObject([
    { error: "no such box" },
  ]);
  expect(await again(crypto.randomUUID())).toEqual({ ok: true, value: "tried" });
  await shop.ctx.db.update(mails).set({ state: "sent" }).where(eq(mails.id, mailId));
  const requestId = crypto.randomUUID();
  await again(requestId);
  await again(requestId);
  expect((await listMails(as("ann"), { search: orderId, limit: 5 })).mails).toHaveLength(2);
  await expect(sendMailAgain(as("vic", "viewer"), { mailId, requestId })).rejects.toThrow("Not permitted");
});

it("a dry run tells what other limits would have refused; codes tell what they cost", async () => {
  await pay();
  await pay();
  const limits = { ...LIMITS, buyer: { ...LIMITS.buyer, day: { ...LIMITS.buyer.day, orders: 1 } } };
  const fx = { base: "USD", rates: {} };
  const found = await rehearseLimitChange(as("ann"), { limits, fx });
  expect(found).toMatchObject({
    judged: 2,
    refused: 1,
    cut: false,
    by: [{ of: "buyer", span: "day", what: "orders", payments: 1 }],
  });
  expect((await rehearseLimitChange(as("ann"), { limits: LIMITS, fx })).refused).toBe(0);
  await createPromoCode(as("ann"), { code: "spring-25", percent: "10" });
  expect(await readPromoCodes(as("vic", "viewer"))).toMatchObject([
    { code: "SPRING25", state: "running", uses: 0, cost: [], by: "ann@homeline.test" },
  ]);
});
