import type { ProductKind } from "@/lib/providers/spec";

const UNITS: Readonly<Record<string, string>> = {
  day: "d",
  days: "d",
  hour: "h",
  hours: "h",
  hrs: "h",
  week: "w",
  weeks: "w",
  month: "mo",
  months: "mo",
  minute: "min",
  minutes: "min",
  mins: "min",
  gigabyte: "gb",
  gigabytes: "gb",
  gig: "gb",
  megabyte: "mb",
  megabytes: "mb",
  texts: "sms",
};
const FILLERS = new Set([
  "valid",
  "validity",
  "for",
  "of",
  "and",
  "the",
  "with",
  "plan",
  "bundle",
  "pack",
  "package",
]);

/** "1GB, valid for 7 Days" and "1 gb / 7d" are the same benefits: `1 gb 7 d`. */
export function normaliseDescription(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/(\d)[,\s](?=\d{3}\b)/g, "$1")
    .replace(/(\p{N})(\p{L})/gu, "$1 $2")
    .replace(/(\p{L})(\p{N})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}.]+|\.(?!\d)/u)
    .map((word) => UNITS[word] ?? word)
    .filter((word) => word !== "" && !FILLERS.has(word))
    .join(" ");
}

/** What makes offers of an operator the same product: kind and face value or range, and what is in it unless it is airtime. */
export function productKey(product: {
  kind: ProductKind;
  denomination: "fixed" | "range";
  currency: string;
  faceMinor: number | null;
  recipient: string;
  description: string;
}): string {
  const face = product.denomination === "fixed" ? String(product.faceMinor) : "range";
  const parts = [product.kind, product.currency, face];
  if (product.recipient !== "number") parts.push(product.recipient);
  if (product.kind !== "airtime") parts.push(normaliseDescription(product.description));
  return parts.join(":");
}
