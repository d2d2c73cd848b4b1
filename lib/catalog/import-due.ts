import { and, desc, eq, gt, sql } from "drizzle-orm";
import { together, type Ctx } from "@/db/context";
import { importRuns, providerOperators } from "@/db/schema";
import type { Provider } from "@/lib/providers/spec";
import { importCatalog } from "./import-catalog";
import { importPromotions } from "./import-promotions";
import { importTexts, type TextsInput } from "./import-texts";
import type { ImportedThing } from "./import-run";
import { refreshFxRates } from "./refresh-fx-rates";

export interface ImportDueInput {
  providers: (Pick<Provider, "name" | "listOffers" | "promotions"> &
    Partial<Pick<Provider, "capabilities">>)[];
  /** Languages other than English, in which providers are asked for their products' names once a day; without them, English alone. */
  languages?: readonly string[];
  /** Mid-market rates; undefined where there are none. */
  fx: { url: string; fetch: typeof fetch } | undefined;
  /** Catalogs imported not longer ago are left alone, unless staff decided on an operator since; undefined imports them all. */
  olderThanHours?: number;
  onLine?: (line: string) => void;
}

/** Promotions come and go; they are asked for each time the hourly task comes round. */
const PROMOTIONS_MINUTES = 50;

/** Each language is the provider's whole catalog once more. */
const TEXTS_MINUTES = 24 * 60;

/** When the last complete run began, if it ended not longer ago than `minutes`. */
async function lastRun(
  ctx: Ctx,
  { provider, what, minutes }: { provider: string; what: ImportedThing; minutes: number },
): Promise<Date | undefined> {
  const [run] = await ctx.db
    .select({
      startedAt: importRuns.startedAt,
      fresh: sql<boolean>`${importRuns.finishedAt} > app_now() - make_interval(mins => ${minutes})`,
    })
    .from(importRuns)
    .where(
      and(eq(importRuns.provider, provider), eq(importRuns.what, what), eq(importRuns.state, "finished")),
    )
    .orderBy(desc(importRuns.startedAt))
    .limit(1);
  return run?.fresh ? run.startedAt : undefined;
}

async function catalogDue(ctx: Ctx, provider: string, hours: number | undefined): Promise<boolean> {
  if (hours === undefined) return true;
  const last = await lastRun(ctx, { provider, what: "catalog", minutes: hours * 60 });
  if (!last) return true;
  const [decided] = await ctx.db
    .select({ id: providerOperators.id })
    .from(providerOperators)
    .where(and(eq(providerOperators.provider, provider), gt(providerOperators.decidedAt, last)))
    .limit(1);
  return decided !== undefined;
}

type Say = (line: string) => void;

async function importOne(
  ctx: Ctx,
  provider: ImportDueInput["providers"][number],
  say: Say,
): Promise<boolean> {
  const { name } = provider;
  const done = await importCatalog(ctx, {
    provider,
    onProgress: ({ done: read, total, offers }) =>
      say(`${name}: ${read}${total ? ` of ${total}` : ""} listed, ${offers} offers`),
  });
  if (!done.ok) {
    say(`${name}: ${done.failure.code}`);
    return false;
  }
  const { read, added, changed, switchedOff, skipped } = done.value;
  const without = skipped > 0 ? `, ${skipped} left out` : "";
  say(
    `${name}: ${read} offers read, ${added} new, ${changed} changed, ${switchedOff} switched off${without}`,
  );
  return true;
}

async function importPromotionsOf(
  ctx: Ctx,
  { provider, languages }: { provider: ImportDueInput["providers"][number]; languages: readonly string[] },
  say: Say,
): Promise<void> {
  const { name, promotions, capabilities } = provider;
  if (!promotions) return;
  if (await lastRun(ctx, { provider: name, what: "promotions", minutes: PROMOTIONS_MINUTES })) return;
  const done = await importPromotions(ctx, {
    provider: { name, promotions },
    languages: capabilities?.translatesPromotions ? languages : [],
  });
  say(`${name}: ${done.ok ? `${done.value.read} promotions` : "promotions could not be read"}`);
}

async function importTextsOf(
  ctx: Ctx,
  { provider, languages }: TextsInput & { provider: Partial<Pick<Provider, "capabilities">> },
  say: Say,
): Promise<void> {
  if (!provider.capabilities?.speaksLanguages || languages.length === 0) return;
  if (await lastRun(ctx, { provider: provider.name, what: "texts", minutes: TEXTS_MINUTES })) return;
  const named = Object.entries(await importTexts(ctx, { provider, languages }));
  say(
    `${provider.name}: names in other languages: ${named.map((one) => one.join(" ")).join(", ") || "none"}`,
  );
}

/**
 * Rates, then the catalogs and promotions that are due, of all providers at the same time: where one makes us wait, the others go on.
 * Returns how many catalogs could not be read.
 */
export async function importDue(ctx: Ctx, input: ImportDueInput): Promise<number> {
  const say = input.onLine ?? (() => undefined);
  if (input.fx) {
    const rates = await refreshFxRates(ctx, input.fx);
    say(rates.ok ? `rates: ${rates.value} currencies` : "rates: could not be read, the old ones stay");
  }
  // One that breaks lets the others come to their end first.
  const read = await together(
    ...input.providers.map(async (provider) => {
      const due = await catalogDue(ctx, provider.name, input.olderThanHours);
      const whole = !due || (await importOne(ctx, provider, say));
      if (whole) await importTextsOf(ctx, { provider, languages: input.languages ?? [] }, say);
      await importPromotionsOf(ctx, { provider, languages: input.languages ?? [] }, say);
      return whole;
    }),
  );
  return read.filter((whole) => !whole).length;
}
