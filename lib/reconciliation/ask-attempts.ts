import { micros } from "@/lib/core/money";
import type { ProviderLine } from "@/lib/ledger";
import { listEndedAttempts, type AttemptRow } from "@/lib/orders";
import { ProviderUnavailable, type Finding, type ProviderName } from "@/lib/providers/spec";
import type { ReconciliationCtx } from "./context";

/** Answers in a row that tell nothing: then the provider cannot be asked at all now. */
const MOST_SILENT = 20;
const AT_ONCE = 4;

/** What a look-up says of an attempt, as a line of a statement they do not keep; undefined when it says nothing. */
function lineOf(attempt: AttemptRow, finding: Finding | undefined): ProviderLine | undefined {
  const currency = attempt.costCurrency ?? attempt.expectedCurrency ?? "USD";
  const line = {
    reference: attempt.reference,
    providerReference: attempt.providerReference ?? attempt.reference,
    at: attempt.settledAt ?? attempt.createdAt,
  };
  if (finding?.kind === "delivered") {
    // Where they do not say what it cost, what stands booked cannot be compared with anything.
    const booked = attempt.costMicros ?? attempt.expectedMicros ?? 0;
    return { ...line, state: "delivered", cost: finding.cost ?? micros(booked, currency) };
  }
  return finding?.kind === "rejected" ? { ...line, state: "failed", cost: micros(0, currency) } : undefined;
}

/**
 * The statement of a provider that keeps none: every attempt that ended in the time is asked of again. Only what we know of can be asked, so
 * it shows reversals, late deliveries and other prices, but nothing that is unknown to us.
 * @throws ProviderUnavailable when they do not answer any more
 */
export async function* askAttempts(
  ctx: ReconciliationCtx,
  of: { provider: ProviderName; from: Date; to: Date },
): AsyncGenerator<ProviderLine> {
  let silent = 0;
  let waiting: AttemptRow[] = [];
  const flush = async (): Promise<ProviderLine[]> => {
    const asked = waiting;
    waiting = [];
    const findings = await Promise.all(asked.map((attempt) => ctx.engine.ask(attempt)));
    return asked.flatMap((attempt, index) => {
      const finding = findings[index];
      silent = finding?.kind === "in-doubt" ? silent + 1 : 0;
      return lineOf(attempt, finding) ?? [];
    });
  };
  for await (const attempt of listEndedAttempts(ctx, of)) {
    waiting.push(attempt);
    if (waiting.length < AT_ONCE) continue;
    yield* await flush();
    if (silent >= MOST_SILENT) throw new ProviderUnavailable(of.provider, "look-ups are not answered");
  }
  yield* await flush();
}
