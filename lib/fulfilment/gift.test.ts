import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attempts, mails, offers, operators, products } from "@/db/schema";
import { keepCode, payCheckout, readCheckout, sendCodeTo, startGoods } from "@/lib/checkout";
import { newId } from "@/lib/core/ids";
import { readGift, readOrderView } from "@/lib/reports";
import { mailAgain } from "./mail-again";
import { reverseOrder } from "./reverse-order";
import { openTestShop, type Shop } from "./testing";
import { workMail } from "./work-mail";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

let shop: Shop;
let cardId: string;
const sentMails: { to: string; subject: string; text: string; html: string }[] = [];
const artefacts = {
  seal: (plain: string) => Buffer.from(plain).toString("base64"),
  open: (sealed: string) => Buffer.from(sealed, "base64").toString(),
};
const gift = { email: " kofi@example.org ", from: "Ama", message: "For your birthday" };

beforeAll(async () => {
  shop = await openTestShop();
  const operatorId = newId();
  cardId = newId();
  await shop.ctx.db.insert(operators).values({
    id: operatorId,
    sort: "brand",
    country: "US",
    name: "Netflix",
    slug: "netflix",
    matchName: "netflix",
  });
  await shop.ctx.db.insert(products).values({
    id: cardId,
    operatorId,
    kind: "gift-card",
    key: "gift-card:USD:none:2500",
    denomination: "fixed",
    currency: "USD",
    faceMinor: 2500,
    recipient: "none",
  });
  await shop.ctx.db.insert(offers).values({
    id: newId(),
    productId: cardId,
    provider: "reloadly",
    sku: "card:25",
    providerOperatorId: "netflix",
    country: "US",
    orderCurrency: "USD",
    orderMinor: 2400,
    faceMinMinor: 2500,
    faceMaxMinor: 2500,
    walletCurrency: "USD",
    orderUnitsPerWalletUnit: "1",
  });
});
afterAll(() => shop.close());

async function start(): Promise<string> {
  const started = await startGoods({ ...shop.buyer, artefacts }, { productId: cardId });
  if (!started.ok) throw new Error(started.failure.code);
  return started.value.checkoutId;
}

const place = (checkoutId: string) => ({ checkoutId, line: 1 });
const toOf = async (checkoutId: string) => (await readCheckout(shop.buyer, { checkoutId }))?.lines[0]?.to;

async function deliver(checkoutId: string) {
  const sealed = artefacts.seal(
    JSON.stringify({ kind: "gift-code", code: "GIFT-1", pin: null, url: null, instructions: null }),
  );
  shop.supplier.answers.push({
    kind: "delivered",
    providerReference: newId(),
    artefact: { kind: "gift-code", code: "GIFT-1" },
  });
  const seals = { ...shop.ctx, seal: () => sealed };
  const paid = await shop.press(checkoutId);
  if (!paid.ok) throw new Error(paid.failure.code);
  const { order, payment } = await shop.readRows(checkoutId);
  shop.stripe.hold(payment.sessionId ?? "");
  await workPayment(seals, payment.id);
  await workOrder(seals, order.id);
  return shop.readRows(checkoutId);
}

const mailsOf = (orderId: string, to: string) =>
  shop.ctx.db
    .select()
    .from(mails)
    .where(eq(mails.orderId, orderId))
    .then((all) => all.filter((mail) => mail.to === to));

/** Sends what waits for an address, as the worker does, and returns the last of it. */
async function deliverMails(orderId: string, to: string) {
  const mailer = {
    send: async (mail: (typeof sentMails)[number]) => {
      sentMails.push(mail);
    },
  };
  for (const { id } of await mailsOf(orderId, to))
    await workMail({ ...shop.ctx, artefacts, appUrl: "http://shop.test", mailer }, { id });
  return sentMails.findLast((mail) => mail.to === to);
}

test("a code goes to its buyer alone until somebody else is named, and again when they are taken off", async () => {
  const checkoutId = await start();
  expect(await toOf(checkoutId)).toEqual({ by: "email", email: null, gift: null });
  expect(await sendCodeTo(shop.buyer, { ...place(checkoutId), gift })).toEqual({ ok: true, value: null });
  const named = { email: "kofi@example.org", gift: { from: "Ama", message: "For your birthday" } };
  expect(await toOf(checkoutId)).toEqual({ by: "email", ...named });
  await keepCode(shop.buyer, place(checkoutId));
  expect(await toOf(checkoutId)).toEqual({ by: "email", email: null, gift: null });
});

test.each([
  ["email", "kofi", "recipient-email-invalid"],
  ["email", "", "recipient-email-invalid"],
  ["from", "  ", "from-missing"],
  ["from", "a".repeat(31), "name-too-long"],
  ["message", "See www.win.example", "message-has-link"],
  ["message", "a".repeat(141), "message-too-long"],
] as const)("%s %j is refused: %s", async (field, text, why) => {
  const checkoutId = await start();
  const sent = await sendCodeTo(shop.buyer, { ...place(checkoutId), gift: { ...gift, [field]: text } });
  expect(sent).toMatchObject({ ok: false, failure: { code: "gift-invalid", values: { field, why } } });
  expect(await toOf(checkoutId)).toMatchObject({ email: null });
});

test("only of what brings a code, by its own buyer, before it is paid", async () => {
  const { checkoutId: dialled } = await shop.order();
  const codeOf = async (checkoutId: string, ctx = shop.buyer) => {
    const sent = await sendCodeTo(ctx, { ...place(checkoutId), gift });
    return sent.ok ? "ok" : sent.failure.code;
  };
  expect(await codeOf(dialled)).toBe("already-paid");
  const checkoutId = await start();
  const stranger = { ...shop.buyer, actor: { kind: "buyer" as const, id: "guest-2" } };
  expect(await codeOf(checkoutId, stranger)).toBe("checkout-gone");
  expect(await codeOf("x")).toBe("checkout-gone");
  await shop.press(checkoutId);
  expect(await codeOf(checkoutId)).toBe("already-paid");
});

test("who is named in another tab is not paid for unseen", async () => {
  const checkoutId = await start();
  const seen = (await readCheckout(shop.buyer, { checkoutId }))?.seen ?? "";
  await sendCodeTo(shop.buyer, { ...place(checkoutId), gift });
  const paid = await payCheckout(shop.buyer, {
    checkoutId,
    seen,
    answers: { lastFour: {}, again: [] },
    email: "ama@example.org",
    residence: "US",
    consent: false,
    consentText: "",
    ip: null,
    userAgent: null,
  });
  expect(paid).toMatchObject({ ok: false, failure: { code: "checkout-changed" } });
});

test("once it is there they are mailed a link to it, with the buyer's words; when it is taken back they are told", async () => {
  const checkoutId = await start();
  await sendCodeTo(shop.buyer, { ...place(checkoutId), gift });
  const { order } = await deliver(checkoutId);
  expect(order).toMatchObject({ state: "delivered", recipientEmail: "kofi@example.org" });
  const view = await readOrderView(shop.ctx, { publicId: order.publicId });
  expect(view).toMatchObject({
    to: { by: "email", masked: "k··@example.org" },
    gift: { from: "Ama", message: "For your birthday" },
  });
  const mail = await deliverMails(order.id, "kofi@example.org");
  expect(mail?.subject).toBe("Ama sent you $25 of Netflix");
  expect(mail?.text).toContain("“For your birthday”");
  const body = `${mail?.html}${mail?.text}`;
  for (const secret of ["GIFT-1", order.publicId, "24.", "ama@example.org"])
    expect(body).not.toContain(secret);

  const token = /\/gift\/([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? "";
  const ctx = { ...shop.ctx, artefacts };
  const shown = await readGift(ctx, { token });
  expect(shown).toMatchObject({ stands: "arrived", from: "Ama", artefact: { code: "GIFT-1" } });
  expect(JSON.stringify(shown)).not.toContain(order.publicId);
  for (const wrong of [token.slice(1), `${token}x`, order.publicId, "", "../x"])
    expect(await readGift(ctx, { token: wrong })).toBeNull();

  await mailAgain(shop.ctx, { publicId: order.publicId });
  expect((await mailsOf(order.id, "kofi@example.org")).map(({ template }) => template)).toEqual([
    "gift",
    "gift",
  ]);

  const { payment } = await shop.readRows(checkoutId);
  await workPayment(shop.ctx, payment.id);
  const [attempt] = await shop.ctx.db.select().from(attempts).where(eq(attempts.orderId, order.id));
  expect(attempt && (await reverseOrder(shop.ctx, attempt))).toBe(true);
  const told = await deliverMails(order.id, "kofi@example.org");
  expect(told?.subject).toBe("$25 of Netflix was taken back");
  expect(await readGift(ctx, { token })).toMatchObject({ stands: "gone", artefact: null });
});

test("a buyer who names nobody is the only one who is written to", async () => {
  const { order } = await deliver(await start());
  const all = await shop.ctx.db.select().from(mails).where(eq(mails.orderId, order.id));
  expect(all.map(({ template }) => template)).not.toContain("gift");
});
