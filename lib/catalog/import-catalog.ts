import { and, eq, lt, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { offers, operators, products, providerOperators } from "@/db/schema";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import {
  ProviderUnavailable,
  type ImportProgress,
  type Provider,
  type ProviderOffer,
} from "@/lib/providers/spec";
import { endRun, startRun, type ImportRun } from "./import-run";
import { mapOffer, type OfferDraft } from "./map-offer";
import { sortOfKind, type OperatorSort } from "./identify-operator";
import { matchOperators } from "./match-operators";
import { forgetChanges, MOST_NOTED, noteGone } from "./note-changes";
import { refreshPopularity, refreshProducts } from "./refresh-products";
import { followSwitches } from "./switch-sale";
import { writeOffers } from "./write-offers";

const BATCH = 500;

export type ImportCounts = {
  read: number;
  added: number;
  /** Other terms than before, or back on sale. */
  changed: number;
  /** Not listed any more. */
  switchedOff: number;
  /** Numbers that make no sense, or an operator that staff left out. */
  skipped: number;
};

export interface ImportInput {
  provider: Pick<Provider, "name" | "listOffers">;
  onProgress?: (progress: ImportProgress & { offers: number }) => void;
}

/**
 * Reads a provider's whole catalog into operators, products and offers, batch by batch. It may be interrupted and repeated at any time;
 * ids stay. Offers that a run did not see are switched off only when the run read everything to its end.
 */
export async function importCatalog(
  ctx: Ctx,
  input: ImportInput,
): Promise<Result<ImportCounts, Failure<"provider-unavailable" | "catalog-empty">>> {
  const { name } = input.provider;
  // Of a first import everything is new: nobody reads that.
  const first = !(await hasOffers(ctx, name));
  const run: Run = { ...(await startRun(ctx, name, "catalog")), met: new Map(), first };
  const counts: ImportCounts = { read: 0, added: 0, changed: 0, switchedOff: 0, skipped: 0 };
  try {
    await readAll(ctx, input, { run, counts });
    if (counts.read === 0) {
      await endRun(ctx, run, { state: "failed", counts, error: "nothing was listed" });
      return fail({ code: "catalog-empty" });
    }
    await inTransaction(ctx, async (inside) => {
      counts.switchedOff = await switchOffUnseen(inside, run);
      await refreshPopularity(inside);
      await followSwitches(inside);
      await forgetChanges(inside, run.provider);
      await endRun(inside, run, { state: "finished", counts });
    });
    await refreshStatistics(ctx, counts);
    return ok(counts);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    await endRun(ctx, run, { state: "failed", counts, error: detail });
    if (!(error instanceof ProviderUnavailable)) throw error;
    return fail({ code: "provider-unavailable", detail });
  }
}

/** After a large change the planner must not go on with what it knew of empty tables: pages would scan. */
async function refreshStatistics(
  ctx: Ctx,
  { added, changed, switchedOff, read }: ImportCounts,
): Promise<void> {
  if ((added + changed + switchedOff) * 10 < read) return;
  await ctx.db.execute(sql`analyze ${operators}, ${providerOperators}, ${products}, ${offers}`);
}

interface Run extends ImportRun {
  /** Operators that this run has met, by their provider's id: whose they are, and of what sort. */
  met: Map<string, { operatorId: string | undefined; sort: OperatorSort }>;
  /** Nothing of this provider was there before. */
  first: boolean;
}

async function hasOffers(ctx: Ctx, provider: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: offers.id })
    .from(offers)
    .where(eq(offers.provider, provider))
    .limit(1);
  return found !== undefined;
}

async function readAll(ctx: Ctx, input: ImportInput, to: { run: Run; counts: ImportCounts }): Promise<void> {
  const { counts } = to;
  let latest: ImportProgress = { done: 0, total: undefined };
  const tell = () => input.onProgress?.({ ...latest, offers: counts.read });
  let batch: ProviderOffer[] = [];
  const listed = input.provider.listOffers((progress) => {
    latest = progress;
    tell();
  });
  const write = async () => {
    if (batch.length === 0) return;
    await writeBatch(ctx, to, batch);
    batch = [];
    tell();
  };
  for await (const offer of listed) {
    batch.push(offer);
    counts.read += 1;
    if (batch.length >= BATCH) await write();
  }
  await write();
}

async function writeBatch(
  ctx: Ctx,
  { run, counts }: { run: Run; counts: ImportCounts },
  batch: ProviderOffer[],
): Promise<void> {
  const drafts: OfferDraft[] = [];
  for (const offer of batch) {
    try {
      drafts.push(mapOffer(offer));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      ctx.log.warn({ provider: run.provider, sku: offer.sku, reason: error.message }, "offer left out");
    }
  }
  const written = await inTransaction(ctx, async (inside) => {
    const met = new Map([...run.met, ...(await meet(inside, run, batch))]);
    const placed = drafts.flatMap((draft) => {
      const operatorId = met.get(draft.offer.providerOperatorId)?.operatorId;
      return operatorId ? [{ ...draft, operatorId }] : [];
    });
    const noted = run.first || counts.added + counts.changed >= MOST_NOTED;
    const noteFor = noted ? undefined : run.id;
    const result = await writeOffers(inside, {
      provider: run.provider,
      seenAt: run.startedAt,
      placed,
      noteFor,
    });
    return { ...result, placed: placed.length, met };
  });
  // Only now: what was found in a transaction that is run again may be gone.
  run.met = written.met;
  counts.added += written.added;
  counts.changed += written.changed;
  counts.skipped += batch.length - written.placed;
}

/** Finds out whose the operators are that this run meets for the first time, or as another sort than before. */
async function meet(ctx: Ctx, { provider, met }: Run, batch: ProviderOffer[]): Promise<Run["met"]> {
  const sorts = new Map<string, OperatorSort>();
  const fresh = batch.filter(({ operator: { providerOperatorId: theirs }, kind }) => {
    const [before, now] = [sorts.get(theirs) ?? met.get(theirs)?.sort, sortOfKind(kind)];
    if (before && (before === "network" || now !== "network")) return false;
    sorts.set(theirs, now);
    return true;
  });
  if (fresh.length === 0) return new Map();
  const found = await matchOperators(ctx, provider, fresh);
  return new Map([...sorts].map(([theirs, sort]) => [theirs, { operatorId: found.get(theirs), sort }]));
}

async function switchOffUnseen(ctx: Ctx, run: Run): Promise<number> {
  const gone = await ctx.db
    .update(offers)
    .set({ active: false })
    .where(
      and(
        eq(offers.provider, run.provider),
        lt(offers.seenAt, run.startedAt),
        eq(offers.active, true),
        // What is sold to some numbers alone stands in no list.
        eq(offers.perNumber, false),
      ),
    )
    .returning({ productId: offers.productId, id: offers.id });
  await noteGone(
    ctx,
    run.id,
    gone.map(({ id }) => id),
  );
  for (let start = 0; start < gone.length; start += BATCH) {
    await refreshProducts(
      ctx,
      gone.slice(start, start + BATCH).map((row) => row.productId),
    );
  }
  return gone.length;
}
