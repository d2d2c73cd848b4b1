import type { AttemptRow } from "@/lib/orders";
import type { Artefact, Delivered, ProductKind } from "@/lib/providers/spec";

/** Kinds that arrive as a code the buyer must be given. */
const BRINGS: Partial<Record<ProductKind, Artefact["kind"]>> = {
  pin: "pin",
  esim: "esim",
  "gift-card": "gift-code",
};

/** Called delivered, but the code that was bought is not in the answer: the buyer has nothing yet, so nothing may be charged. */
export function lacksArtefact(attempt: AttemptRow, outcome: Delivered): boolean {
  const { kind } = attempt.request as { kind?: ProductKind };
  return kind !== undefined && BRINGS[kind] !== undefined && outcome.artefact === undefined;
}
