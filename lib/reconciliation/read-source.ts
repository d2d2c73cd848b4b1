import { storeProviderLines, storeStripeLines, type SourceKind, type SourceRead } from "@/lib/ledger";
import { StripeUnreachable } from "@/lib/payments";
import { ProviderUnavailable, type Provider } from "@/lib/providers/spec";
import { askAttempts } from "./ask-attempts";
import type { ReconciliationCtx } from "./context";
import { inBatches } from "./in-batches";

/** Lines that are in memory, and in one statement. */
const BATCH = 1000;

export interface Reading {
  runId: string;
  from: Date;
  to: Date;
}

export interface Source {
  name: string;
  of: SourceKind;
  /** Reads the source to its end and keeps its lines; counts them as they are kept. */
  read(reading: Reading, kept: (lines: number) => void): Promise<void>;
}

function stripeSource(ctx: ReconciliationCtx): Source {
  return {
    name: "stripe",
    of: "stripe",
    read: async ({ runId, from, to }, kept) => {
      for await (const batch of inBatches(ctx.stripe.listTransactions(from, to), BATCH)) {
        await storeStripeLines(ctx, runId, batch);
        kept(batch.length);
      }
    },
  };
}

function providerSource(ctx: ReconciliationCtx, provider: Provider): Source {
  const { name } = provider;
  const of: SourceKind = provider.statement ? "statement" : provider.resolve ? "asked" : "trail";
  return {
    name,
    of,
    read: async ({ runId, from, to }, kept) => {
      if (of === "trail") return;
      const lines = provider.statement?.(from, to) ?? askAttempts(ctx, { provider: name, from, to });
      for await (const batch of inBatches(lines, BATCH)) {
        await storeProviderLines(ctx, { runId, source: name }, batch);
        kept(batch.length);
      }
    },
  };
}

/** Everybody who keeps books of our money. */
export const sourcesOf = (ctx: ReconciliationCtx): Source[] => [
  stripeSource(ctx),
  ...ctx.providers.all().map((provider) => providerSource(ctx, provider)),
];

/** Reads one source. A page that fails in the middle makes it incomplete: what was read is kept, and nothing is concluded from the rest. */
export async function readSource(
  ctx: ReconciliationCtx,
  source: Source,
  reading: Reading,
): Promise<SourceRead> {
  let lines = 0;
  try {
    await source.read(reading, (kept) => (lines += kept));
    return { state: "complete", lines };
  } catch (error) {
    if (!(error instanceof ProviderUnavailable) && !(error instanceof StripeUnreachable)) throw error;
    ctx.log.warn(
      { source: source.name, lines, error: error.message },
      "a statement could not be read to its end",
    );
    return { state: "incomplete", lines, error: error.message };
  }
}
