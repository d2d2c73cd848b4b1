import type { ProductKind, ProviderOffer } from "@/lib/providers/spec";
import {
  ACCOUNT,
  DEVICE_CHECK,
  fieldOf,
  MONTHS,
  PLAN_CHANGE,
  timesOf,
  type FieldValues,
  type FieldView,
} from "./field-schema";

/** Marks that stand among required fields and are no question to a buyer: such an offer is imported and never ordered. */
export const NOT_ASKED: readonly string[] = ["simActivation", "offersFor"];

interface Asking {
  kind: ProductKind;
  recipient: ProviderOffer["recipient"];
  /** Of the operator. */
  country: string;
}

export interface Demands {
  requiredFields: string[];
  optionalFields: string[];
}

function recipientField({ recipient, country }: Asking): FieldView[] {
  if (recipient === "account") return [fieldOf(ACCOUNT)];
  if (recipient !== "email") return [];
  return [{ ...fieldOf(ACCOUNT), type: country === "CU" ? "nauta" : "email", max: 254 }];
}

/** Everything a buyer is asked for, beside number and amount, when a product goes through an offer. */
export function demandsOf(product: Asking, offer: Demands): FieldView[] {
  return [
    ...recipientField(product),
    ...offer.requiredFields.map((name) => ({ ...fieldOf(name), required: true })),
    ...offer.optionalFields.map((name) => ({ ...fieldOf(name), required: false })),
    ...(product.kind === "plan" ? [fieldOf(PLAN_CHANGE)] : []),
    ...(product.kind === "esim" ? [fieldOf(DEVICE_CHECK)] : []),
  ];
}

/** Whether an offer can be ordered with what was typed: it lacks nothing, and takes what changes the price. */
export function meetsDemands({ requiredFields, optionalFields }: Demands, values: FieldValues): boolean {
  return (
    requiredFields.every((name) => (values[name] ?? "") !== "") &&
    (timesOf(values) === 1 || optionalFields.includes(MONTHS) || requiredFields.includes(MONTHS))
  );
}

/**
 * What is asked for offers in the order in which they are taken: what the first of those wants that ask the least, and whatever one of these
 * takes as well. Undefined when there is none.
 */
export function leastDemands(offers: readonly { offer: Demands }[]): Demands | undefined {
  const [least] = offers.toSorted((a, b) => a.offer.requiredFields.length - b.offer.requiredFields.length);
  if (!least) return undefined;
  const { requiredFields } = least.offer;
  const alike = offers.filter(({ offer }) =>
    offer.requiredFields.every((name) => requiredFields.includes(name)),
  );
  return { requiredFields, optionalFields: [...new Set(alike.flatMap(({ offer }) => offer.optionalFields))] };
}
