import type { Benefits, ProductKind } from "@/lib/providers/spec";

/** Kinds that are told by their face value alone; all others also by what is in them. */
const PLAIN = new Set<ProductKind>(["airtime", "pin"]);

export const isPlain = (kind: ProductKind): boolean => PLAIN.has(kind);

export interface KeyParts {
  kind: ProductKind;
  denomination: "fixed" | "range";
  currency: string;
  faceMinor: number | null;
  recipient: string;
  /** What a package brings; without it the face value tells it. */
  benefits: Benefits | undefined;
  /** What else its words say, in the order of the alphabet. */
  rest: string;
}

/**
 * What makes offers of an operator the same product: kind, currency and recipient, and of a package what it brings, of everything else its
 * face value or that it is a range.
 */
export function productKey(product: KeyParts): string {
  const { kind, currency, recipient, benefits, denomination, faceMinor, rest } = product;
  const parts: string[] = [kind, currency];
  if (recipient !== "number") parts.push(recipient);
  if (denomination === "range") parts.push("range");
  else if (benefits && !isPlain(kind)) parts.push(benefitsKey(benefits));
  else parts.push(String(faceMinor));
  if (!isPlain(kind) && rest !== "") parts.push(rest);
  return parts.join(":");
}

const benefitsKey = ({ dataGb, minutes, sms, validityDays }: Benefits): string =>
  [`${dataGb ?? 0}gb`, `${minutes ?? 0}min`, `${sms ?? 0}sms`, `${validityDays ?? 0}d`].join(" ");
