import type { LineTo } from "@/lib/checkout/types";

/** Whom a line goes to, as it is written; null: the buyer, by the address that is asked for further down. */
export function writtenTo(to: LineTo): string | null {
  if (to.by === "number") return to.international;
  return to.by === "account" ? to.account : to.email;
}
