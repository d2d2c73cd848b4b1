import type { Failure } from "@/lib/core/failure";
import { digitsOf } from "@/lib/phone/digits-of";
import type { CheckoutLine, NumberHistory } from "@/lib/orders";
import type { CheckoutCtx } from "./context";
import type { LineAsks, LineDoubt } from "./types";

/** Kinds that arrive on the number itself, over the network that serves it. */
const ON_THE_NUMBER: readonly string[] = ["airtime", "bundle", "data", "plan"];

export const NOTHING_ASKED: LineAsks = { lastFour: false, again: null };

/** What must be confirmed of each line, by its number. Of several lines to the same phone the first is asked about. */
export function askOfLines(
  ctx: CheckoutCtx,
  { lines, history }: { lines: CheckoutLine[]; history: Map<string, NumberHistory> },
): Map<number, LineAsks> {
  const asked = new Set<string>();
  return new Map(
    lines.map(({ quote, recipient }): [number, LineAsks] => {
      if (!recipient || asked.has(recipient.number)) return [quote.line, NOTHING_ASKED];
      asked.add(recipient.number);
      const sent = history.get(recipient.number);
      const lately = sent && sent.last.secondsAgo * 1000 < ctx.policy.sentLately;
      return [
        quote.line,
        {
          // Who asked for a top-up typed the number themselves, and the buyer does not see it whole.
          lastFour: !sent?.known && !recipient.masked,
          again: lately ? { face: sent.last.face, secondsAgo: sent.last.secondsAgo } : null,
        },
      ];
    }),
  );
}

/** What the buyer answered, by line: the four digits as typed, and the lines that are sent again on purpose. */
export interface Answers {
  lastFour: Readonly<Record<number, string>>;
  again: readonly number[];
}

export type AnswerFailure = Failure<
  /** `values.line` of all three. */
  "last-four-missing" | "last-four-wrong" | "again-missing"
>;

/** Whether everything that is asked was answered. */
export function checkAnswers(
  lines: CheckoutLine[],
  asks: Map<number, LineAsks>,
  answers: Answers,
): AnswerFailure | undefined {
  for (const { quote, recipient } of lines) {
    const { line } = quote;
    const { lastFour, again } = asks.get(line) ?? NOTHING_ASKED;
    // Behind a digit, or two leading noughts would be read as the sign of an international number.
    const typed = digitsOf(`1${answers.lastFour[line] ?? ""}`).digits.slice(1);
    if (lastFour && typed === "") return { code: "last-four-missing", values: { line } };
    if (lastFour && typed !== recipient?.number.slice(-4))
      return { code: "last-four-wrong", values: { line } };
    if (again && !answers.again.includes(line)) return { code: "again-missing", values: { line } };
  }
  return undefined;
}

/** Why the buyer should look twice at the operator of a line: it was moved, sources disagree, or another one was chosen than we think. */
export function doubtOf({ quote, product, operator, recipient }: CheckoutLine): LineDoubt | null {
  if (!recipient || !ON_THE_NUMBER.includes(product.kind)) return null;
  const { confidence, candidates } = recipient;
  const other = candidates.find(({ operatorId }) => operatorId !== quote.operatorId)?.name ?? null;
  if (recipient.operatorId !== null && recipient.operatorId !== operator.id)
    return { why: "chosen-otherwise", other };
  if (confidence === "moved" || confidence === "disagree" || confidence === "prefix-doubted")
    return { why: confidence, other };
  return null;
}
