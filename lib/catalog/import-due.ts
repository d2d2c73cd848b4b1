import { and, desc, eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { importRuns } from "@/db/schema";
import type { Provider } from "@/lib/providers/spec";
import { importCatalog } from "./import-catalog";
import { refreshFxRates } from "./refresh-fx-rates";

export interface ImportDueInput {
  providers: Pick<Provider, "name" | "listOffers">[];
  /** Mid-market rates; undefined where there are none. */
  fx: { url: string; fetch: typeof fetch } | undefined;
  /** Providers imported not longer ago are left alone; undefined imports them all. */
  olderThanHours?: number;
  onLine?: (line: string) => void;
}

async function importedLately(ctx: Ctx, provider: string, hours: number): Promise<boolean> {
  const [run] = await ctx.db
    .select({ fresh: sql<boolean>`${importRuns.finishedAt} > app_now() - make_interval(hours => ${hours})` })
    .from(importRuns)
    .where(and(eq(importRuns.provider, provider), eq(importRuns.state, "finished")))
    .orderBy(desc(importRuns.startedAt))
    .limit(1);
  return run?.fresh ?? false;
}

/** Rates, then the catalog of each provider that is due. Returns how many providers could not be read. */
export async function importDue(ctx: Ctx, input: ImportDueInput): Promise<number> {
  const say = input.onLine ?? (() => undefined);
  if (input.fx) {
    const rates = await refreshFxRates(ctx, input.fx);
    say(rates.ok ? `rates: ${rates.value} currencies` : "rates: could not be read, the old ones stay");
  }
  let failed = 0;
  for (const provider of input.providers) {
    const { name } = provider;
    if (input.olderThanHours !== undefined && (await importedLately(ctx, name, input.olderThanHours)))
      continue;
    const done = await importCatalog(ctx, {
      provider,
      onProgress: ({ done: read, total, offers }) =>
        say(`${name}: ${read}${total ? ` of ${total}` : ""} operators, ${offers} offers`),
    });
    if (!done.ok) failed += 1;
    const { read, added, changed, switchedOff } = done.ok
      ? done.value
      : { read: 0, added: 0, changed: 0, switchedOff: 0 };
    say(
      done.ok
        ? `${name}: ${read} offers read, ${added} new, ${changed} changed, ${switchedOff} switched off`
        : `${name}: ${done.failure.code}`,
    );
  }
  return failed;
}
