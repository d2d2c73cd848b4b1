import type { FoundKind } from "@/lib/catalog/types";

/** Something that was found, in the reader's words. */
export interface FoundThing {
  kind: FoundKind;
  text: string;
  /** What it belongs to; may be empty. */
  note: string;
  href: string;
  /** ISO 3166 alpha-2 for its flag; null for what is good in many countries. */
  country: string | null;
  operator: string;
}
