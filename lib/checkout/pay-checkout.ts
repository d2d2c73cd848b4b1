import { validate as isUuid } from "uuid";
import { inTransaction, together } from "@/db/context";
import { failpoint } from "@/lib/core/failpoint";
import { readPricing, type Pricing } from "@/lib/catalog";
import type { Failure } from "@/lib/core/failure";
import { addMoney, money, subtractMoney, type Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { readLimits } from "@/lib/customers";
import {
  createOrders,
  freezeCheckout,
  lockCheckout,
  notePromoUse,
  readHistory,
  readLines,
  readOrdersOf,
  readPromo,
  readTallies,
  type CheckoutLine,
  type CheckoutRow,
  type JudgedLimit,
  type NewOrder,
} from "@/lib/orders";
import { closeOther, createSession, lockPaymentOf, openPayment, type PaymentRow } from "@/lib/payments";
import { askOfLines, checkAnswers, type AnswerFailure, type Answers } from "./ask-of-lines";
import { findBlocks, type BlockedFailure } from "./check-blocks";
import { checkLimits, spansMs, type LimitFailure } from "./check-limits";
import type { CheckoutCtx } from "./context";
import { keepSession } from "./keep-session";
import { taxLine, type LineTax } from "./tax-line";
import { needsConsent, paySchema, type PayForm } from "./pay-schema";
import { pricePromo, type PricedPromo, type PromoFailure } from "./price-promo";
import { seenAs } from "./read-checkout";

/** A name longer than that is none. */
const LONGEST_NAME = 40;

export type PayFailure =
  | Failure<
      | "checkout-gone"
      | "quote-expired"
      /** Taken off sale since it was priced: `what` of the lines. */
      | "line-gone"
      | "already-paid"
      /** Stripe cannot be reached: nothing is held; pressing again asks for the same payment. */
      | "payment-unreachable"
      | "payment-refused"
      | "email-invalid"
      | "residence-missing"
      | "consent-missing"
      /** Something was added, taken off or priced anew in another tab. */
      | "checkout-changed"
    >
  | AnswerFailure
  | BlockedFailure
  | LimitFailure
  | PromoFailure;

export interface PayRequest extends PayForm {
  checkoutId: string;
  /** What the page said that is paid for (`CheckoutView.seen`); without it, whatever stands in the checkout. */
  seen?: string;
  answers: Answers;
  /** What the buyer calls the recipients, by line. */
  names?: Readonly<Record<number, string>>;
  /** The words beside the consent box, as the buyer read them. */
  consentText: string;
  ip: string | null;
  userAgent: string | null;
}

const isPayFailure = (code: string): code is "email-invalid" | "residence-missing" | "consent-missing" =>
  code === "email-invalid" || code === "residence-missing" || code === "consent-missing";

function checkForm(request: PayRequest): Result<PayForm, PayFailure> {
  const parsed = paySchema.safeParse(request);
  if (parsed.success) return ok(parsed.data);
  const code = parsed.error.issues[0]?.message ?? "";
  return fail({ code: isPayFailure(code) ? code : "email-invalid" });
}

const describeLine = ({ operator, product }: CheckoutLine): string =>
  `${operator.name} ${product.description}`.trim();
const describe = (lines: CheckoutLine[]): string => lines.map(describeLine).join(", ");

const isOnSale = ({ operator, product }: CheckoutLine): boolean =>
  operator.enabled && product.enabled && product.available;

/** What is known of the checkout when its quotes are frozen, all of it read under its lock. */
interface Frozen {
  checkout: CheckoutRow;
  lines: CheckoutLine[];
  promo: PromoUse | undefined;
  judged: JudgedLimit[];
  /** Taxes that prices contain, and the rates they are reckoned by. */
  pricing: Pricing;
}

interface PromoUse extends PricedPromo {
  promoCodeId: string;
}

/** The order of a line, its part of a discount taken off. */
const orderOf = (
  { quote, recipient, operator }: CheckoutLine,
  { discountMinor, tax }: { discountMinor: number; tax: LineTax | null },
): NewOrder => ({
  line: quote.line,
  quoteId: quote.id,
  operatorId: quote.operatorId,
  productId: quote.productId,
  recipient: quote.recipient,
  number: recipient?.number ?? null,
  country: recipient?.country ?? operator.country,
  account: quote.account,
  via: quote.via,
  recipientEmail: quote.recipientEmail,
  fields: quote.fields,
  face: money(quote.faceMinor, quote.faceCurrency),
  total: money(quote.totalMinor - discountMinor, quote.totalCurrency),
  taxMinor: tax?.taxMinor ?? null,
});

/** Who pays, what they agreed to, in which language, and from where. */
const buyerOf = (ctx: CheckoutCtx, { form, request }: Pressed) => ({
  email: form.email,
  residence: form.residence,
  consent: needsConsent(form.residence)
    ? { text: request.consentText, at: ctx.clock.now().toISOString() }
    : null,
  locale: ctx.locale,
  ip: request.ip,
  userAgent: request.userAgent?.slice(0, 300) ?? null,
});

async function freeze(
  ctx: CheckoutCtx,
  { checkout, lines, promo, judged, pricing }: Frozen,
  { form, request }: Pressed,
): Promise<PaymentRow> {
  const checkoutId = checkout.id;
  const discountOf = (line: number) => promo?.byLine.get(line) ?? 0;
  const taxes = new Map(
    lines.map(({ quote }) => [
      quote.line,
      taxLine(quote, { discountMinor: discountOf(quote.line), residence: form.residence, ...pricing }),
    ]),
  );
  const taxedBy = (line: number) => taxes.get(line) ?? null;
  const frozen = freezeCheckout(ctx, checkoutId, {
    buyer: { ...buyerOf(ctx, { form, request }), judged },
    lines: lines.map(({ quote }) => ({
      line: quote.line,
      discountMinor: discountOf(quote.line),
      tax: taxedBy(quote.line),
      recipientName: request.names?.[quote.line]?.trim().slice(0, LONGEST_NAME) || quote.recipientName,
    })),
  });
  const created = createOrders(ctx, {
    checkoutId,
    email: form.email,
    lines: lines.map((line) =>
      orderOf(line, { discountMinor: discountOf(line.quote.line), tax: taxedBy(line.quote.line) }),
    ),
  });
  const opened = openPayment(ctx, {
    checkoutId,
    amount: totalOf(lines, promo),
    email: form.email,
    description: describe(lines),
    // Stripe fills in the id: it lets a buyer through whose browser lost its cookie on the way.
    successUrl: `${ctx.appUrl}/checkout/${checkoutId}/paid?session={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${ctx.appUrl}/checkout/${checkoutId}`,
    locale: ctx.locale,
  });
  const counted = promo
    ? notePromoUse(ctx, {
        promoCodeId: promo.promoCodeId,
        checkoutId,
        buyerId: checkout.buyerId,
        email: form.email,
        discount: promo.sum,
      })
    : Promise.resolve();
  const [payment] = await together(opened, frozen, created, counted);
  return payment;
}

interface Pressed {
  form: PayForm;
  request: PayRequest;
}

function totalOf(lines: CheckoutLine[], promo: PricedPromo | undefined): Money {
  const sum = lines
    .map(({ quote }) => money(quote.totalMinor, quote.totalCurrency))
    .reduce((all, part) => addMoney(all, part));
  return promo ? subtractMoney(sum, promo.sum) : sum;
}

/** The code beside the checkout, judged under its lock, so that of two who use it up one is refused. */
async function takePromo(
  ctx: CheckoutCtx,
  { checkout, lines }: Pick<Frozen, "checkout" | "lines">,
  email: string,
): Promise<Result<PromoUse | undefined, PromoFailure>> {
  const promo = checkout.promoCodeId && (await readPromo(ctx, checkout.promoCodeId, { lock: true }));
  if (!promo) return ok(undefined);
  const priced = await pricePromo(ctx, { promo, checkout, lines, email });
  return priced.ok ? ok({ ...priced.value, promoCodeId: promo.id }) : priced;
}

/** Pay was pressed before: the same payment, unless it has ended. */
async function openedBefore(
  ctx: CheckoutCtx,
  checkout: CheckoutRow,
  payment: PaymentRow,
): Promise<Result<PaymentRow, PayFailure>> {
  if (payment.state !== "open")
    return fail({ code: payment.state === "expired" ? "quote-expired" : "already-paid" });
  const orders = await readOrdersOf(ctx, checkout.id);
  // Turned away in another tab: its Session is being closed.
  if (orders.every(({ state }) => state === "cancelled")) return fail({ code: "quote-expired" });
  return ok(payment);
}

/** One payment per checkout, however often pay is pressed. */
async function openOnce(
  ctx: CheckoutCtx,
  { form, request }: Pressed,
): Promise<Result<PaymentRow, PayFailure>> {
  const { checkoutId } = request;
  const buyerId = ctx.actor.id;
  return inTransaction(ctx, async (tx): Promise<Result<PaymentRow, PayFailure>> => {
    const [checkout, payment, lines, history, tallies, { limits }, blocks, pricing] = await together(
      lockCheckout(tx, checkoutId, buyerId),
      lockPaymentOf(tx, checkoutId),
      readLines(tx, checkoutId),
      readHistory(tx, { buyerId, checkoutId }),
      readTallies(tx, { checkoutId, buyerId, email: form.email, spansMs: spansMs(tx) }),
      readLimits(tx),
      findBlocks(tx, { checkoutId, buyerId, email: form.email }),
      readPricing(tx),
    );
    if (!checkout) return fail({ code: "checkout-gone" });
    if (payment) return openedBefore(tx, checkout, payment);
    if (lines.length === 0) return fail({ code: "checkout-gone" });
    const gone = lines.find((line) => !isOnSale(line));
    if (gone) return fail({ code: "line-gone", values: { what: describeLine(gone) } });
    if (lines.some(({ secondsLeft }) => secondsLeft <= 0)) return fail({ code: "quote-expired" });
    const promo = await takePromo(tx, { checkout, lines }, form.email);
    if (!promo.ok) return promo;
    if (request.seen !== undefined && request.seen !== seenAs(lines, totalOf(lines, promo.value)))
      return fail({ code: "checkout-changed" });
    const unanswered = checkAnswers(lines, askOfLines(tx, { lines, history }), request.answers);
    const barred = unanswered ?? blocks;
    if (barred) return fail(barred);
    const { refused, judged } = await checkLimits(tx, { lines, tallies, limits });
    if (refused) return fail(refused);
    return ok(await freeze(tx, { checkout, lines, promo: promo.value, judged, pricing }, { form, request }));
  });
}

/**
 * Pay was pressed: freezes the quotes, makes the orders and their payment, and asks Stripe for its page. Pressed twice, it is the same
 * payment and the same page.
 */
export async function payCheckout(
  ctx: CheckoutCtx,
  request: PayRequest,
): Promise<Result<{ payUrl: string }, PayFailure>> {
  if (!isUuid(request.checkoutId)) return fail({ code: "checkout-gone" });
  const form = checkForm(request);
  if (!form.ok) return form;
  const opened = await openOnce(ctx, { form: form.value, request });
  if (!opened.ok) return opened;
  const payment = opened.value;
  if (payment.sessionUrl) return ok({ payUrl: payment.sessionUrl });
  await failpoint("checkout.frozen");
  const told = await createSession(ctx, payment);
  if (told.kind !== "done") {
    ctx.log.error({ payment: payment.id, detail: told.detail }, "Stripe gave no checkout page");
    return fail({ code: told.kind === "refused" ? "payment-refused" : "payment-unreachable" });
  }
  await failpoint("session.created");
  const kept = await keepSession(ctx, payment, told.value);
  await failpoint("session.stored");
  await closeOther(ctx, { made: told.value, kept });
  return ok({ payUrl: kept.url });
}
