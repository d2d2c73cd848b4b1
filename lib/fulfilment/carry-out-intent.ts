import { inTransaction } from "@/db/context";
import { failpoint } from "@/lib/core/failpoint";
import { lockOrdersOf } from "@/lib/orders";
import {
  closeIntent,
  intend,
  lockPaymentOf,
  noteSent,
  readOpenIntent,
  type PaymentRow,
  type Told,
} from "@/lib/payments";
import { askForPerson } from "./ask-for-person";
import { carryOutRefund } from "./carry-out-refund";
import { amountOf, concludeIntent, type IntentJob } from "./conclude-intent";
import type { FulfilmentCtx } from "./context";
import { letPaymentWait } from "./let-payment-wait";
import type { Settled } from "./settle-checkout";

/** After so many refusals staff are told; it goes on ever more patiently, until the hold ends. */
const REFUSALS_BEFORE_ALERT = 3;

async function tellStripe(ctx: FulfilmentCtx, job: IntentJob): Promise<Told<null>> {
  if (job.intent.kind === "capture") {
    return ctx.stripe.capture(job.paymentIntentId, amountOf(job), job.intent.idempotencyKey);
  }
  return ctx.stripe.cancel(job.paymentIntentId, job.intent.idempotencyKey);
}

/** Stripe keeps a 5xx or refusal under its key; while the hold stands the next try needs a new one. */
async function replaceIntent(ctx: FulfilmentCtx, job: IntentJob, reason: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [first] = await lockOrdersOf(tx, job.payment.checkoutId);
    const payment = await lockPaymentOf(tx, job.payment.checkoutId);
    if (payment?.state !== job.payment.state) return;
    // Another process may have replaced it already.
    if (!(await closeIntent(tx, job.intent.id, { state: "refused", reason }))) return;
    await intend(tx, payment, { kind: job.intent.kind, amount: amountOf(job) });
    if (job.intent.n === REFUSALS_BEFORE_ALERT && first)
      await askForPerson(tx, first, { kind: "money", why: `Stripe refuses the ${job.intent.kind}` });
  });
}

async function askTruth(ctx: FulfilmentCtx, job: IntentJob): Promise<boolean> {
  const truth = await ctx.stripe.readPaymentIntent(job.paymentIntentId);
  if (truth.kind === "held" || truth.kind === "none") return false;
  await concludeIntent(ctx, job, truth);
  return true;
}

/** Milliseconds until the intent is tried again, ever more patiently. */
function intentRetryMs(ctx: FulfilmentCtx, tries: number): number {
  return Math.min(ctx.policy.moneyRetry * 2 ** Math.min(tries - 1, 10), ctx.policy.longestSleep);
}

/** Tells Stripe, and ends the payment by its answer, or by the truth where there was none. */
async function tell(ctx: FulfilmentCtx, job: IntentJob): Promise<number | undefined> {
  const { payment, intent } = job;
  await failpoint("intent.committed");
  const told = await tellStripe(ctx, job);
  await failpoint("intent.told");
  if (told.kind === "done") {
    const kind = intent.kind === "capture" ? "captured" : "canceled";
    await concludeIntent(ctx, job, { kind, captured: amountOf(job) });
    await failpoint("intent.concluded");
    return undefined;
  }
  ctx.log.warn({ payment: payment.id, intent: intent.kind, detail: told.detail }, "Stripe did not confirm");
  if (await askTruth(ctx, job)) return undefined;
  if (told.kind === "refused" || told.stored) await replaceIntent(ctx, job, told.detail);
  return intentRetryMs(ctx, intent.n);
}

/**
 * Tells Stripe what was intended, once per key, and ends the payment by what Stripe then says is true. A key that was used before is only
 * used again after the truth was asked: Stripe forgets keys after a day.
 * @returns milliseconds until the next try; undefined when nothing is left to do here
 * @throws StripeUnreachable when the truth cannot be had; the next wake-up asks again
 */
export async function carryOutIntent(ctx: FulfilmentCtx, payment: PaymentRow): Promise<number | undefined> {
  const intent = await readOpenIntent(ctx, payment.id);
  if (!intent || !payment.paymentIntentId) return ctx.policy.longestSleep;
  if (payment.state === "refunding")
    return (await carryOutRefund(ctx, payment, intent)) ? undefined : intentRetryMs(ctx, intent.n);
  const job: IntentJob = { payment, intent, paymentIntentId: payment.paymentIntentId };
  if (intent.firstSentAt && (await askTruth(ctx, job))) return undefined;
  await noteSent(ctx, intent.id);
  return tell(ctx, job);
}

/**
 * Moves the money of a checkout that was settled a moment ago by this process: the intent was committed as sent, under a key nobody has used.
 * What goes wrong is left to the payment's own wake-ups, which ask for the truth first.
 */
export async function moveMoney(ctx: FulfilmentCtx, { payment, intent }: Settled): Promise<void> {
  if (!payment.paymentIntentId) return;
  let afterMs: number | undefined;
  try {
    afterMs = await tell(ctx, { payment, intent, paymentIntentId: payment.paymentIntentId });
  } catch (error) {
    ctx.log.warn({ payment: payment.id, error: String(error) }, "the money is moved later");
    afterMs = ctx.policy.moneyRetry;
  }
  if (afterMs !== undefined) await letPaymentWait(ctx, payment, afterMs);
}
