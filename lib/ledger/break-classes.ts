/** What two books may differ in. */
export const BREAK_CLASSES = [
  "delivered-not-captured",
  "captured-not-delivered",
  "debited-twice",
  "amount-drift",
  "unknown-to-us",
  "unknown-to-them",
  "reversed-unheard",
] as const;

export type BreakClass = (typeof BREAK_CLASSES)[number];

/** The ways to mend a break. `look-again` is safe by itself: it asks, and applies what it hears as the engine does. */
export const MENDS = [
  "look-again",
  "capture-again",
  "refund",
  "adopt-refund",
  "book-correction",
  "explain",
] as const;

export type Mend = (typeof MENDS)[number];

/** `stripe`: its balance; `statement`: a provider's own record; `asked`: each attempt looked up again; `trail`: our float as answers told it. */
export type SourceKind = "stripe" | "statement" | "asked" | "trail";

interface BreakFacts {
  class: BreakClass;
  source: string;
  subject: string;
}

/** What may mend a break of a class, the usual one first. Every break may be explained. */
export function mendsFor({ class: kind, source, subject }: BreakFacts): Mend[] {
  const stripe = source === "stripe";
  const about = subject.slice(0, subject.indexOf(":"));
  switch (kind) {
    case "delivered-not-captured":
      return stripe ? ["capture-again", "look-again", "explain"] : ["look-again", "explain"];
    case "captured-not-delivered":
      return ["refund", "look-again", "explain"];
    case "debited-twice":
      return about === "attempt" ? ["book-correction", "explain"] : ["explain"];
    case "amount-drift":
      return ["book-correction", "explain"];
    case "unknown-to-us":
      return about === "refund" ? ["adopt-refund", "explain"] : ["book-correction", "explain"];
    case "unknown-to-them":
      return about === "payment" ? ["capture-again", "look-again", "explain"] : ["look-again", "explain"];
    case "reversed-unheard":
      return about === "gap" ? ["book-correction", "explain"] : ["look-again", "explain"];
  }
}
