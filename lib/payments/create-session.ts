import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { StripeUnreachable, type Told } from "./ask-stripe";
import type { PaymentRow } from "./payment-row";
import type { CardPage, SessionRequest } from "./session-calls";
import type { StripeGateway } from "./stripe-gateway";

/** Stripe answered 500 and keeps that under the key: the next to ask does so under a new one. */
async function leaveKey(ctx: Ctx, paymentId: string, round: number): Promise<void> {
  await runStatement(
    ctx,
    (
      place,
    ) => `update payments set session_request = jsonb_set(session_request, '{round}', to_jsonb(${place(round + 1)}::int))
      where id = ${place(paymentId)} and session_id is null and coalesce((session_request ->> 'round')::int, 1) = ${place(round)}::int`,
  );
}

/** Stripe's clock and ours may differ by so much, in milliseconds. */
const CLOCKS_APART_MS = 3_600_000;

/** What was made under a key that was left: somebody may be on its page already. */
async function findMade(
  ctx: Ctx & { stripe: StripeGateway },
  payment: PaymentRow,
  request: SessionRequest,
): Promise<Told<CardPage> | undefined> {
  try {
    const since = new Date(payment.createdAt.getTime() - CLOCKS_APART_MS);
    const made = await ctx.stripe.findSession(request, since);
    return made && { kind: "done", value: made };
  } catch (error) {
    if (!(error instanceof StripeUnreachable)) throw error;
    return { kind: "unknown", detail: error.message, stored: false };
  }
}

/** Asks Stripe for the Session, again and again under one key: there is only ever one. Runs outside any transaction. */
export async function createSession(
  ctx: Ctx & { stripe: StripeGateway },
  payment: PaymentRow,
): Promise<Told<CardPage>> {
  const request = payment.sessionRequest as unknown as SessionRequest & { round?: number };
  const { round = 1 } = request;
  const made = round === 1 ? undefined : await findMade(ctx, payment, request);
  if (made) return made;
  const key = round === 1 ? `session:${payment.id}` : `session:${payment.id}:${round}`;
  const told = await ctx.stripe.createSession(request, key);
  if (told.kind === "unknown" && told.stored) await leaveKey(ctx, payment.id, round);
  return told;
}

/** Keeps a Session's id. The first writer wins. Returns what is kept: a second one was made when Stripe failed under the first key. */
export async function storeSession(ctx: Ctx, paymentId: string, session: CardPage): Promise<CardPage> {
  const [stored] = await runStatement(
    ctx,
    (place) => `update payments set session_id = ${place(session.id)}, session_url = ${place(session.url)}
      where id = ${place(paymentId)} and session_id is null returning id`,
  );
  if (stored) return session;
  const [kept] = await runStatement(
    ctx,
    (place) => `select session_id, session_url from payments where id = ${place(paymentId)}`,
  );
  return kept ? { id: String(kept[0]), url: String(kept[1]) } : session;
}

/** Whoever has paid on a page that is not kept has paid for nothing: the hold is given back. Returns whether it was. */
async function giveBack(ctx: Ctx & { stripe: StripeGateway }, made: CardPage): Promise<boolean> {
  try {
    const { kind, paymentIntentId } = await ctx.stripe.readSession(made.id);
    if (kind !== "held" || !paymentIntentId) return false;
    return (await ctx.stripe.cancel(paymentIntentId, `stray:${paymentIntentId}`)).kind === "done";
  } catch (error) {
    if (error instanceof StripeUnreachable) return false;
    throw error;
  }
}

/** Of two pages that were made for one payment, only the one that is kept may be paid on. Runs outside any transaction. */
export async function closeOther(
  ctx: Ctx & { stripe: StripeGateway },
  { made, kept }: { made: CardPage; kept: CardPage },
): Promise<void> {
  if (made.id === kept.id) return;
  const facts = { session: made.id, kept: kept.id };
  const told = await ctx.stripe.expireSession(made.id);
  if (told.kind === "done") return;
  if (told.kind === "refused" && (await giveBack(ctx, made)))
    ctx.log.warn(facts, "a second card page was paid on; its hold was given back");
  else ctx.log.error({ ...facts, detail: told.detail }, "a second card page stays open");
}
