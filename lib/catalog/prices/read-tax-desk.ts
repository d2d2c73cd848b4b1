import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { assertMay } from "@/lib/core/permissions";
import type { TaxRate } from "@/lib/pricing";
import { readChanges } from "./read-changes";
import { readVersion } from "./read-version";
import type { ChangeView } from "./types";

export interface TaxDesk {
  on: boolean;
  /** Also while no tax is taken: what is set is kept. By country. */
  rates: { country: string; rate: TaxRate }[];
  scheduled: ChangeView[];
  version: number;
}

/** Which taxes prices contain. @throws NotPermitted */
export async function readTaxDesk(ctx: Ctx): Promise<TaxDesk> {
  assertMay(ctx.actor, "prices.read");
  const [rows, scheduled, version] = await Promise.all([
    ctx.db.execute<{ name: string; value: Record<string, unknown> | null }>(sql`
      select distinct on (s.name) s.name, s.value from price_settings s join price_changes c on c.id = s.change_id
      where c.withdrawn_at is null and c.takes_effect_at <= app_now() and (s.name = 'tax' or s.name like 'tax:%')
      order by s.name, c.takes_effect_at desc, c.n desc`),
    readChanges(ctx, sql`part = 'tax' and withdrawn_at is null and takes_effect_at > app_now()`, 50),
    readVersion(ctx),
  ]);
  return {
    on: rows.some(({ name, value }) => name === "tax" && value?.["on"] === true),
    rates: rows.flatMap(({ name, value }) =>
      name === "tax" || !value
        ? []
        : [{ country: name.slice("tax:".length), rate: value as unknown as TaxRate }],
    ),
    scheduled,
    version,
  };
}
