import { inTransaction } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import { assertMay } from "@/lib/core/permissions";
import type { Failure } from "@/lib/core/failure";
import { micros, moneyFromMicrosUp } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { closeBreak, mendsFor, readBreak, type BreakClass, type BreakRow, type Mend } from "@/lib/ledger";
import { lookAtSubject } from "./ask-again";
import { bookCorrection } from "./book-correction";
import type { ReconciliationCtx } from "./context";

export interface MendInput {
  breakId: string;
  verb: Mend;
  /** Why, in the words of who mends it; kept with the break. */
  reason: string;
}

export type MendFailure = Failure<
  | "break-gone"
  /** The verb does not mend a break of this kind. */
  | "wrong-verb"
  | "reason-missing"
  /** It was tried, and the break is still there; the detail says what was heard. */
  | "not-mended"
>;

type Mended = Result<null, MendFailure>;

const notMended = (detail: string): Mended => fail({ code: "not-mended", detail });

async function captureAgain(ctx: ReconciliationCtx, about: BreakRow): Promise<Mended> {
  if (!about.paymentId) return fail({ code: "wrong-verb" });
  const seen = await ctx.engine.captureAgain(about.paymentId);
  return seen.kind === "agrees" ? ok(null) : notMended(seen.kind);
}

async function refund(ctx: ReconciliationCtx, about: BreakRow, reason: string): Promise<Mended> {
  if (!about.paymentId) return fail({ code: "wrong-verb" });
  const refunded = await ctx.engine.refundOvercharged({ paymentId: about.paymentId, reason });
  return refunded.ok ? ok(null) : notMended(refunded.failure.code);
}

async function adoptRefund(ctx: ReconciliationCtx, about: BreakRow, reason: string): Promise<Mended> {
  const { paymentId, theirsMicros, currency, subject } = about;
  if (!paymentId || theirsMicros === null || !currency) return fail({ code: "wrong-verb" });
  const amount = moneyFromMicrosUp(micros(-theirsMicros, currency));
  const stripeId = subject.slice("refund:".length);
  const adopted = await ctx.engine.adoptRefund({ paymentId, stripeId, amount, reason });
  return adopted.ok ? ok(null) : notMended(adopted.failure.code);
}

async function lookAgain(ctx: ReconciliationCtx, about: BreakRow): Promise<Mended> {
  const heard = await lookAtSubject(ctx, about);
  return heard ? ok(null) : notMended("nothing new was heard; the next run tells whether the books agree");
}

async function carryOut(ctx: ReconciliationCtx, about: BreakRow, by: MendInput): Promise<Mended> {
  switch (by.verb) {
    case "look-again":
      return lookAgain(ctx, about);
    case "capture-again":
      return captureAgain(ctx, about);
    case "refund":
      return refund(ctx, about, by.reason);
    case "adopt-refund":
      return adoptRefund(ctx, about, by.reason);
    case "book-correction":
      return (await bookCorrection(ctx, about)) ? ok(null) : notMended("nothing to book");
    case "explain":
      return ok(null);
  }
}

/**
 * Staff mend a break by one of its verbs, or explain it. The reason, the verb and who it was stay with the break. A break whose verb did not
 * help stays open; one that was mended in vain is found again by the next run.
 * @throws NotPermitted
 */
export async function mendBreak(ctx: ReconciliationCtx, input: MendInput): Promise<Mended> {
  assertMay(ctx.actor, "books.mend");
  const reason = input.reason.trim();
  if (reason === "") return fail({ code: "reason-missing" });
  const about = await readBreak(ctx, input.breakId);
  if (about?.state !== "open") return fail({ code: "break-gone" });
  const known = { class: about.class as BreakClass, source: about.source, subject: about.subject };
  if (!mendsFor(known).includes(input.verb)) return fail({ code: "wrong-verb" });
  const mended = await carryOut(ctx, about, { ...input, reason });
  if (!mended.ok) return mended;
  return inTransaction(ctx, async (tx): Promise<Mended> => {
    const { verb } = input;
    const state = verb === "explain" ? "explained" : "mended";
    if (!(await closeBreak(tx, about.id, { state, verb, reason }))) return fail({ code: "break-gone" });
    await noteStaffAction(tx, {
      action: `break-${state}`,
      subject: { kind: "break", id: about.id },
      reason,
      data: { verb, class: about.class, about: about.subject },
    });
    return ok(null);
  });
}
