import { createHmac } from "node:crypto";
import type { Outside } from "../outside";
import { describeStatus } from "./describe-top-up";
import type { Books } from "./open-books";
import { REVERSED_AFTER } from "../plan-scenario";
import type { ReloadlySettings } from "./read-settings";
import { toJson } from "./reply-with";
import type { TopUp } from "./top-up";

type Step = NonNullable<TopUp["due"]>["step"];

export interface Settle {
  /** Credits at once, without a webhook: the answer tells. */
  deliver(topUp: TopUp): void;
  /** Leaves it open; `next.after` is in milliseconds of unscaled time. */
  accept(
    topUp: TopUp,
    pending: { status: TopUp["status"]; next: { after: number; step: Step; silent?: boolean } | null },
  ): void;
}

const TOPIC = "airtime_transaction.status";
const NOT_PROCESSED = {
  code: "TRANSACTION_CANNOT_BE_PROCESSED_AT_THE_MOMENT",
  message: "The operator did not process the transaction",
};
const FAILED = { code: "TRANSACTION_FAILED_ON_OPERATOR", message: "The transaction failed on the operator" };
const REVERSED = { code: "TRANSACTION_FAILED_ON_OPERATOR", message: "The operator took the top-up back" };

/** Ends open transactions when their time has come, also those that an earlier process left open. */
export function settleTopUps({
  outside,
  books,
  settings,
}: {
  outside: Outside;
  books: Books;
  settings: ReloadlySettings;
}): Settle {
  outside.signWebhooks("reloadly", signWith(settings.webhookSecret, outside));
  const tell = (topUp: TopUp) => sendWebhook(topUp, outside);

  const schedule = (topUp: TopUp, due: NonNullable<TopUp["due"]>) => {
    outside.later(Math.max(0, due.at - outside.now()), () => {
      const present = books.find(topUp.id);
      if (present?.due?.at === due.at && present.due.step === due.step) run(present, due);
    });
  };

  const plan = (topUp: TopUp, next: { after: number; step: Step; silent?: boolean } | null) => {
    const due = next && {
      at: outside.now() + outside.scaled(next.after),
      step: next.step,
      ...(next.silent ? { silent: true } : {}),
    };
    topUp.due = due;
    books.save(topUp);
    if (due) schedule(topUp, due);
  };

  const deliver = (topUp: TopUp) => {
    books.deliver(topUp);
    if (topUp.reversible) plan(topUp, { after: REVERSED_AFTER, step: "reverse" });
  };

  const run = (topUp: TopUp, due: NonNullable<TopUp["due"]>) => {
    if (due.step === "deliver") deliver(topUp);
    else if (due.step === "refund") books.giveBack(topUp, { status: "REFUNDED", ...NOT_PROCESSED });
    else if (due.step === "fail") books.giveBack(topUp, { status: "FAILED", ...FAILED });
    else books.giveBack(topUp, { status: "REFUNDED", ...REVERSED });
    if (!due.silent) tell(topUp);
  };

  for (const topUp of books.all()) if (topUp.due) schedule(topUp, topUp.due);

  return {
    deliver,
    accept(topUp, { status, next }) {
      topUp.status = status;
      plan(topUp, next);
      if (!next?.silent) tell(topUp);
    },
  };
}

function sendWebhook(topUp: TopUp, outside: Outside): void {
  outside.deliverWebhook({
    provider: "reloadly",
    id: `reloadly-${topUp.id}-${topUp.status}`,
    number: topUp.phone ? `+${topUp.phone}` : undefined,
    topic: TOPIC,
    body: toJson({ type: TOPIC, data: describeStatus(topUp) }),
  });
}

function signWith(secret: string, outside: Outside): (body: string) => Record<string, string> {
  return (body) => {
    const timestamp = String(outside.now());
    const signature = createHmac("sha256", secret).update(`${body}:${timestamp}`).digest("hex");
    return { "X-Reloadly-Signature": signature, "X-Reloadly-Request-Timestamp": timestamp };
  };
}
