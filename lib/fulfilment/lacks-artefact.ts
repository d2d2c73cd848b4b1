import type { AttemptRow } from "@/lib/orders";
import type { Artefact, Delivered, ProductKind } from "@/lib/providers/spec";

/** Kinds that arrive as a code the buyer must be given. */
const BRINGS: Partial<Record<ProductKind, Artefact["kind"]>> = {
  pin: "pin",
  esim: "esim",
  "gift-card": "gift-code",
};

/** The kind of code that the product of an attempt is; undefined where it is none. */
export function bringsCode(attempt: AttemptRow): Artefact["kind"] | undefined {
  const { kind, account } = attempt.request as { kind?: ProductKind; account?: string };
  // Data for an eSIM that is there already comes without a code.
  return kind && !(kind === "esim" && account) ? BRINGS[kind] : undefined;
}

/** Called delivered, but the code that was bought is not in the answer: the buyer has nothing yet, so nothing may be charged. */
export function lacksArtefact(attempt: AttemptRow, outcome: Delivered): boolean {
  return bringsCode(attempt) !== undefined && outcome.artefact === undefined;
}
