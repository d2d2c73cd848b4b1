import type { A1TopupSettings } from "./read-settings";
import { soldOperator, type SoldOperator } from "./price-list";
import { WIRE_ERRORS, type WireError } from "./wire-body";

/** A recharge that may be tried: the key is right, number, operator and amount make sense. */
export interface Order {
  /** Ten digits. */
  mobile: string;
  operator: SoldOperator;
  amountPaise: number;
  /** As it was sent, known or not; null when none was. */
  circle: string | null;
}

/** A number or a text of a number; empty for anything else. */
const textOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

function paiseOf(value: unknown): number | undefined {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(textOf(value));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : undefined;
}

/** Reads the body of a recharge; answers the documented error where it cannot be tried. */
export function readRecharge(body: unknown, { apiKey }: Pick<A1TopupSettings, "apiKey">): Order | WireError {
  const fields = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  if (fields["api_key"] !== apiKey) return WIRE_ERRORS.apiKey;
  const mobile = textOf(fields["mobile"]);
  if (!/^[6-9]\d{9}$/.test(mobile)) return WIRE_ERRORS.mobile;
  const operator = soldOperator(textOf(fields["operator"]));
  if (!operator) return WIRE_ERRORS.operator;
  const amountPaise = paiseOf(fields["amount"]);
  if (amountPaise === undefined || !operator.amounts.includes(amountPaise / 100)) return WIRE_ERRORS.amount;
  const circle = fields["circle"];
  return { mobile, operator, amountPaise, circle: typeof circle === "string" ? circle : null };
}
