import { validate as isUuid } from "uuid";
import { inTransaction, together } from "@/db/context";
import { failpoint } from "@/lib/core/failpoint";
import type { Failure } from "@/lib/core/failure";
import { addMoney, money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import {
  advanceOrder,
  createOrders,
  freezeCheckout,
  lockCheckout,
  lockOrdersOf,
  readLines,
  readOrdersOf,
  type CheckoutLine,
} from "@/lib/orders";
import { createSession, lockPaymentOf, openPayment, storeSession, type PaymentRow } from "@/lib/payments";
import type { CheckoutCtx } from "./context";
import { needsConsent, paySchema, type PayForm } from "./pay-schema";

export type PayFailure = Failure<
  | "checkout-gone"
  | "quote-expired"
  | "already-paid"
  /** Stripe cannot be reached: nothing is held; pressing again asks for the same payment. */
  | "payment-unreachable"
  | "payment-refused"
  | "email-invalid"
  | "residence-missing"
  | "consent-missing"
>;

export interface PayRequest extends PayForm {
  checkoutId: string;
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

const describe = (lines: CheckoutLine[]): string =>
  lines.map(({ operator, product }) => `${operator.name} ${product.description}`.trim()).join(", ");

async function freeze(
  ctx: CheckoutCtx,
  lines: CheckoutLine[],
  input: { form: PayForm; request: PayRequest },
): Promise<PaymentRow> {
  const { form, request } = input;
  const { checkoutId } = request;
  const frozen = freezeCheckout(ctx, checkoutId, {
    email: form.email,
    residence: form.residence,
    consent: needsConsent(form.residence)
      ? { text: request.consentText, at: ctx.clock.now().toISOString() }
      : null,
    ip: request.ip,
    userAgent: request.userAgent?.slice(0, 300) ?? null,
  });
  const created = createOrders(ctx, {
    checkoutId,
    email: form.email,
    lines: lines.map(({ quote, recipient, operator }) => ({
      line: quote.line,
      quoteId: quote.id,
      operatorId: quote.operatorId,
      productId: quote.productId,
      recipient: quote.recipient,
      number: recipient?.number ?? null,
      country: recipient?.country ?? operator.country,
      account: quote.account,
      recipientEmail: quote.recipientEmail,
      fields: quote.fields,
      face: money(quote.faceMinor, quote.faceCurrency),
      total: money(quote.totalMinor, quote.totalCurrency),
    })),
  });
  const amount = lines
    .map(({ quote }) => money(quote.totalMinor, quote.totalCurrency))
    .reduce((sum, part) => addMoney(sum, part));
  const opened = openPayment(ctx, {
    checkoutId,
    amount,
    email: form.email,
    description: describe(lines),
    // Stripe fills in the id: it lets a buyer through whose browser lost its cookie on the way.
    successUrl: `${ctx.appUrl}/checkout/${checkoutId}/paid?session={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${ctx.appUrl}/checkout/${checkoutId}`,
    locale: ctx.locale,
  });
  const [payment] = await together(opened, frozen, created);
  return payment;
}

/** One payment per checkout, however often pay is pressed. */
async function openOnce(
  ctx: CheckoutCtx,
  form: PayForm,
  request: PayRequest,
): Promise<Result<PaymentRow, PayFailure>> {
  return inTransaction(ctx, async (tx) => {
    const [checkout, payment, lines] = await together(
      lockCheckout(tx, request.checkoutId, ctx.actor.id),
      lockPaymentOf(tx, request.checkoutId),
      readLines(tx, request.checkoutId),
    );
    if (!checkout) return fail({ code: "checkout-gone" });
    if (payment) {
      if (payment.state === "open") {
        const orders = await readOrdersOf(tx, checkout.id);
        // Turned away in another tab: its Session is being closed.
        if (orders.every(({ state }) => state === "cancelled")) return fail({ code: "quote-expired" });
        return ok(payment);
      }
      return fail({ code: payment.state === "expired" ? "quote-expired" : "already-paid" });
    }
    if (lines.length === 0) return fail({ code: "checkout-gone" });
    if (lines.some(({ secondsLeft }) => secondsLeft <= 0)) return fail({ code: "quote-expired" });
    return ok(await freeze(tx, lines, { form, request }));
  });
}

async function keepSession(
  ctx: CheckoutCtx,
  payment: PaymentRow,
  session: { id: string; url: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, payment.checkoutId);
    const drafts = orders.filter(({ state }) => state === "draft");
    await together(
      storeSession(tx, payment.id, session),
      ...drafts.map((order) =>
        advanceOrder(tx, order, {
          event: "session_created",
          to: "awaiting_payment",
          nextAfterMs: ctx.policy.longestSleep,
        }),
      ),
    );
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
  const opened = await openOnce(ctx, form.value, request);
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
  await keepSession(ctx, payment, told.value);
  await failpoint("session.stored");
  return ok({ payUrl: told.value.url });
}
