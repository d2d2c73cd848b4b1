import { validate as isUuid } from "uuid";
import { inTransaction } from "@/db/context";
import { bindRecipient, copyRecipient } from "@/lib/catalog";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import {
  dropLine,
  lockCheckout,
  MOST_LINES,
  readLines,
  type CheckoutLine,
  type CheckoutRow,
} from "@/lib/orders";
import { readPaymentOf } from "@/lib/payments";
import type { CheckoutCtx } from "./context";
import {
  identifyNumber,
  type IdentifiedNumber,
  type IdentifyCtx,
  type IdentifyFailure,
} from "./identify-number";

export type ChangeFailure = Failure<
  | "checkout-gone"
  | "already-paid"
  /** `values.most` */
  | "cart-full"
>;

export interface OpenCheckout {
  checkout: CheckoutRow;
  lines: CheckoutLine[];
}

/** Runs `work` on a checkout that is this buyer's and not paid for, under its lock. */
export async function onOpen<T, F extends Failure = ChangeFailure>(
  ctx: CheckoutCtx,
  checkoutId: string,
  work: (ctx: CheckoutCtx, open: OpenCheckout) => Promise<Result<T, F>>,
): Promise<Result<T, F | ChangeFailure>> {
  if (!isUuid(checkoutId)) return fail({ code: "checkout-gone" });
  return inTransaction(ctx, async (tx): Promise<Result<T, F | ChangeFailure>> => {
    const checkout = await lockCheckout(tx, checkoutId, tx.actor.id);
    if (!checkout) return fail({ code: "checkout-gone" });
    if (await readPaymentOf(tx, checkoutId)) return fail({ code: "already-paid" });
    return work(tx, { checkout, lines: await readLines(tx, checkoutId) });
  });
}

/** Takes a line off; a line that is off already is no failure. The last one stays: it is changed, not taken off. */
export async function removeLine(
  ctx: CheckoutCtx,
  input: { checkoutId: string; line: number },
): Promise<Result<null, ChangeFailure>> {
  return onOpen(ctx, input.checkoutId, async (tx, { lines }) => {
    if (lines.length > 1) await dropLine(tx, input.checkoutId, input.line);
    return ok(null);
  });
}

const isFull = (lines: CheckoutLine[]): boolean => lines.length >= MOST_LINES;
const full: ChangeFailure = { code: "cart-full", values: { most: MOST_LINES } };

/**
 * Reads a number that something is to be sent to as well; what is chosen for it becomes a line of the checkout.
 * @param input.line that it takes the place of; null: a new one
 */
export async function addRecipient(
  ctx: CheckoutCtx & IdentifyCtx,
  input: { checkoutId: string; line: number | null; input: string; country?: string },
): Promise<Result<IdentifiedNumber, IdentifyFailure | ChangeFailure>> {
  const { checkoutId, line, ...typed } = input;
  const open = await onOpen(ctx, checkoutId, async (_, { lines }) =>
    line === null && isFull(lines) ? fail(full) : ok(null),
  );
  if (!open.ok) return open;
  const found = await identifyNumber(ctx, typed);
  if (found.ok) await bindRecipient(ctx, { token: found.value.token, checkoutId, line });
  return found;
}

/** Something else for the number of a line: a token under which it becomes a line of its own. */
export async function addToNumber(
  ctx: CheckoutCtx,
  input: { checkoutId: string; line: number },
): Promise<Result<{ token: string; operator: CheckoutLine["operator"] }, ChangeFailure>> {
  return onOpen(ctx, input.checkoutId, async (tx, { lines }) => {
    if (isFull(lines)) return fail(full);
    const line = lines.find(({ quote }) => quote.line === input.line);
    if (!line?.recipient) return fail({ code: "checkout-gone" });
    const { token } = await copyRecipient(tx, {
      recipientId: line.recipient.id,
      checkoutId: input.checkoutId,
    });
    return ok({ token, operator: line.operator });
  });
}
