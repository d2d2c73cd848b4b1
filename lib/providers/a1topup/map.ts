import { parseExact } from "@/lib/core/decimal";
import { micros, money, type Micros, type Money } from "@/lib/core/money";
import { microsFrom } from "../read-amount";
import { redact } from "../redact";
import type { Answer, SendVerdict } from "../send";
import type {
  AttemptRequest,
  FailureCode,
  FloatSeen,
  InDoubt,
  Outcome,
  ProviderOffer,
  Rejected,
} from "../spec";
import { rejectionOf } from "./failures";
import { CIRCLES, OPERATORS, type ListedOperator } from "./price-list";
import { answerSchema, type WireAnswer } from "./wire";

/** The wallet, the orders and what arrives: all in rupees. README.md, "Amounts". */
const CURRENCY = "INR";
/** What may be lost at most to one doubt. README.md, "Doubt". */
export const LARGEST_ORDER: Money = money(100_000, CURRENCY);

const safe = (value: bigint | undefined): number | undefined =>
  value !== undefined && Number.isSafeInteger(Number(value)) ? Number(value) : undefined;

const rupeesFrom = (text: string | null | undefined): Micros | undefined => microsFrom(text, CURRENCY);

/** Undefined too when it is finer than a paisa, or not above nought. */
function amountFrom(text: string | null | undefined): Money | undefined {
  const minor = text ? safe(parseExact(text, 2)) : undefined;
  return minor === undefined || minor <= 0 ? undefined : money(minor, CURRENCY);
}

/** What was taken: the amount less our commission. Nothing is said where the numbers make no sense. */
function costFrom({ amount, commission }: WireAnswer): Micros | undefined {
  const whole = rupeesFrom(amount);
  const earned = rupeesFrom(commission);
  if (!whole || !earned || earned.micros < 0 || earned.micros > whole.micros) return undefined;
  return micros(whole.micros - earned.micros, CURRENCY);
}

/** README.md, "Balance trail". */
function floatFrom(answer: WireAnswer): FloatSeen | undefined {
  const after = rupeesFrom(answer.balance);
  if (!after) {
    const untouched = rupeesFrom(answer.current_balance);
    return untouched && { before: untouched, after: untouched };
  }
  const before = after.micros + (costFrom(answer)?.micros ?? Number.NaN);
  return Number.isSafeInteger(before) ? { before: micros(before, CURRENCY), after } : { after };
}

const rejected = (
  failure: { code: FailureCode; providerCode?: string; detail?: string },
  retry: Rejected["retry"],
): Rejected => ({ kind: "rejected", failure, retry });

/** In doubt, with whatever the answer tells the person who will look into it. */
function doubtOf(why: InDoubt["why"], answer: Answer, body?: WireAnswer): InDoubt {
  const float = body && floatFrom(body);
  return {
    kind: "in-doubt",
    why: answer.status >= 500 ? "5xx" : why,
    detail: redact(`${answer.status} ${answer.text}`),
    ...(body?.transaction_id ? { providerReference: body.transaction_id } : {}),
    ...(float ? { float } : {}),
  };
}

function outcomeOfError(answer: Answer, body: WireAnswer): Outcome {
  const verdict = rejectionOf(body.error_code);
  // An error that bears a transaction's id contradicts itself.
  if (!verdict || body.transaction_id) return doubtOf("unlisted", answer, body);
  const float = floatFrom(body);
  return {
    ...rejected(
      {
        code: verdict.code,
        ...(body.error_code ? { providerCode: body.error_code } : {}),
        ...(body.message ? { detail: redact(body.message) } : {}),
      },
      verdict.retry,
    ),
    ...(float ? { float } : {}),
  };
}

function outcomeOfSuccess(answer: Answer, body: WireAnswer): Outcome {
  const providerReference = body.transaction_id;
  if (!providerReference || answer.status < 200 || answer.status > 299 || body.error_code)
    return doubtOf("unreadable", answer, body);
  const delivered = amountFrom(body.amount);
  // A nought or a number that is none is no echo of what we ordered; an answer may leave it out.
  if (body.amount && !delivered) return doubtOf("unreadable", answer, body);
  const cost = costFrom(body);
  const commission = rupeesFrom(body.commission);
  const float = floatFrom(body);
  return {
    kind: "delivered",
    providerReference,
    ...(delivered ? { delivered } : {}),
    ...(cost ? { cost } : {}),
    ...(cost && commission && commission.micros > 0 ? { commission } : {}),
    ...(float ? { float } : {}),
  };
}

/** What the answer to a recharge proves: the body decides, whatever the HTTP status of an error. README.md, "Doubt". */
export function outcomeOfRecharge(verdict: SendVerdict): Outcome {
  if (verdict.kind === "not-sent")
    return { ...rejected({ code: "not-sent", detail: verdict.detail }, "later"), notBeforeMs: 30_000 };
  if (verdict.kind === "in-doubt")
    return { kind: "in-doubt", why: verdict.why, detail: redact(verdict.detail) };
  const body = answerSchema.safeParse(verdict.json).data;
  if (!body) return doubtOf("unreadable", verdict);
  if (body.status === "success") return outcomeOfSuccess(verdict, body);
  if (body.status === "error") return outcomeOfError(verdict, body);
  return doubtOf("unlisted", verdict, body);
}

/** Body of a recharge without the key, or the proof that this order cannot be written in their format. */
export function bodyOfRecharge(attempt: AttemptRequest): { body: Record<string, unknown> } | Rejected {
  const { number, amount, providerOperatorId: code, extra } = attempt;
  const mobile = /^\+91([6-9]\d{9})$/.exec(number ?? "")?.[1];
  if (!mobile) return rejected({ code: "number-invalid", detail: "no Indian mobile number" }, "never");
  if (!OPERATORS.some((operator) => operator.code === code))
    return rejected({ code: "product-gone", detail: "not in the price list" }, "other-provider");
  const whole = amount.currency === CURRENCY && amount.minor > 0 && amount.minor % 100 === 0;
  if (!whole || amount.minor > LARGEST_ORDER.minor)
    return rejected({ code: "amount-invalid", detail: "no whole rupees up to the limit" }, "other-provider");
  const circle = extra?.["circle"];
  // A wrong circle is worse than none, and none of their codes would tell.
  if (circle !== undefined && !Object.hasOwn(CIRCLES, circle))
    return rejected({ code: "unsupported", detail: "no circle of India" }, "other-provider");
  return { body: { mobile, operator: code, amount: amount.minor / 100, ...(circle ? { circle } : {}) } };
}

/** Talk time of one operator, an offer for each amount. */
export function offersOf({ code, name, amounts }: ListedOperator): ProviderOffer[] {
  const operator = { providerOperatorId: code, name, country: "IN", currency: CURRENCY };
  return amounts.map((rupees) => {
    const amount = money(rupees * 100, CURRENCY);
    return {
      sku: `${code}:${rupees}`,
      operator,
      kind: "airtime",
      description: "",
      order: { type: "fixed", currency: CURRENCY, amount },
      face: { type: "fixed", amount },
      cost: {
        walletCurrency: CURRENCY,
        orderUnitsPerWalletUnit: "1",
        discountPercent: "0",
        feePercent: "0",
        flatFee: money(0, CURRENCY),
      },
      popular: false,
      recipient: "number",
      requiredFields: [],
    };
  });
}
