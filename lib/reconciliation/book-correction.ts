import { micros, type Micros } from "@/lib/core/money";
import { postCorrection, type Account, type BreakRow } from "@/lib/ledger";
import type { ReconciliationCtx } from "./context";

interface Plan {
  /** The account that the other side keeps: it comes to stand as they say. */
  theirs: Account;
  /** Where the difference goes. */
  against: Account;
  /** What their account is to grow by. */
  by: Micros;
}

/** How the books come to say what theirs say. Undefined where amounts are not known. */
function planOf({
  source,
  subject,
  class: kind,
  oursMicros,
  theirsMicros,
  currency,
}: BreakRow): Plan | undefined {
  if (theirsMicros === null || !currency) return undefined;
  const difference = theirsMicros - (oursMicros ?? 0);
  if (source === "stripe") {
    const by = micros(difference, currency);
    const against = subject.startsWith("intent:") ? "refunds" : "sales";
    return { theirs: "stripe", against: kind === "amount-drift" ? against : "corrections", by };
  }
  const float = `float:${source}` as const;
  // A gap in the trail is told as the float stands; a line as what the float has paid.
  if (subject.startsWith("gap:"))
    return { theirs: float, against: "corrections", by: micros(difference, currency) };
  const by = micros(-difference, currency);
  if (subject.startsWith("suspicion:")) return { theirs: float, against: "suspected-loss", by };
  return { theirs: float, against: subject.startsWith("attempt:") ? "cost-of-sales" : "corrections", by };
}

/** What a correction is known by: that of a line or a gap is looked for by the rules, and is booked once. */
function keyOf({ source, subject, theirsMicros, oursMicros }: BreakRow): string {
  const [about = "", ...id] = subject.split(":");
  if (about === "line") return `${source}:${id.join(":")}`;
  if (about === "gap") return `${source}:gap:${id.join(":")}`;
  return `${source}:${subject}:${oursMicros}:${theirsMicros}`;
}

/** Books the difference that a break tells of, so that our side says what theirs says. Returns whether there was anything to book. */
export async function bookCorrection(ctx: ReconciliationCtx, about: BreakRow): Promise<boolean> {
  const plan = planOf(about);
  if (!plan) return false;
  const { orderId, attemptId, paymentId } = about;
  const { theirs, against, by } = plan;
  return postCorrection(ctx, {
    key: keyOf(about),
    kind: against === "suspected-loss" ? "loss" : "correction",
    from: against,
    to: theirs,
    amount: by,
    orderId,
    attemptId,
    paymentId,
  });
}
