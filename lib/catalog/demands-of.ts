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

interface Demands {
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

/** Of offers in the order in which they are taken, the first of those that ask the least. */
export function leastDemanding<One extends { offer: Demands }>(offers: readonly One[]): One | undefined {
  return offers.toSorted((a, b) => a.offer.requiredFields.length - b.offer.requiredFields.length)[0];
}
