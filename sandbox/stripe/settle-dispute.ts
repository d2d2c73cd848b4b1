import { closeDispute } from "./close-dispute";
import type { Books } from "./open-books";
import { renderDispute } from "./render-dispute";
import type { DisputeRow } from "./rows";
import { StripeError } from "./stripe-error";

const DECIDED_AFTER_MS = 5_000;

/** Words of Stripe's test mode that decide what evidence leads to, here as the first line of the text; any other stays under review. */
const DECIDES: Record<string, "won" | "lost"> = { winning_evidence: "won", losing_evidence: "lost" };

export const isOpen = ({ status }: DisputeRow): boolean => status !== "won" && status !== "lost";

/** Seconds since the epoch. Disputes of an older sandbox had a week. */
const endOf = ({ dueBy, created }: DisputeRow): number => dueBy ?? created + 7 * 86_400;

/** Keeps what was handed in, and when it is for good, has the bank look at it. Throws StripeError when it is too late. */
export function answerDispute(
  books: Books,
  dispute: DisputeRow,
  answer: { evidence: Record<string, string>; submit: boolean },
): DisputeRow {
  if (!isOpen(dispute) || books.seconds() > endOf(dispute))
    throw new StripeError(`This dispute is already closed`, { code: "dispute_closed" });
  const answered = books.disputes.put({
    ...dispute,
    evidence: { ...dispute.evidence, ...answer.evidence },
    ...(answer.submit ? { status: "under_review", submissions: (dispute.submissions ?? 0) + 1 } : {}),
  });
  books.emit("charge.dispute.updated", renderDispute(books, answered));
  if (answer.submit) planDisputeEnd(books, answered);
  return answered;
}

/** Evidence is decided on a little later, no evidence loses when its time is over; also called for open disputes at start. */
export function planDisputeEnd(books: Books, dispute: DisputeRow): void {
  if (!isOpen(dispute)) return;
  if (dispute.status !== "under_review") {
    const left = endOf(dispute) * 1000 - books.outside.now();
    books.outside.later(Math.max(0, left) + 1, () => {
      const now = books.disputes.get(dispute.id);
      if (now?.status === "needs_response") closeDispute(books, now, "lost");
    });
    return;
  }
  const end = DECIDES[dispute.evidence?.["uncategorized_text"]?.split("\n")[0] ?? ""];
  if (end)
    books.outside.later(books.outside.scaled(DECIDED_AFTER_MS), () => {
      const now = books.disputes.get(dispute.id);
      if (now?.status === "under_review") closeDispute(books, now, end);
    });
}
