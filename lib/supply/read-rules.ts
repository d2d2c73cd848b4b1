import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { assertMay } from "@/lib/core/permissions";
import type { SupplyRuleView } from "./types";

const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));

/** Rules of staff that hold, the newest first, with the names of what they are about. @throws NotPermitted */
export async function readRules(ctx: Ctx): Promise<SupplyRuleView[]> {
  assertMay(ctx.actor, "supply.read");
  const rows = await runStatement(
    ctx,
    () => `select r.id, r.provider, r.effect, r.country, r.operator_id, o.name, o.country, r.kind, r.reason, r.made_by, r.made_at, r.until
      from supply_rules r left join operators o on o.id = r.operator_id
      where r.until is null or r.until > app_now() order by r.made_at desc, r.id`,
  );
  return rows.map(
    ([
      id,
      provider,
      effect,
      country,
      operatorId,
      name,
      operatorCountry,
      kind,
      reason,
      madeBy,
      madeAt,
      until,
    ]) => ({
      id: String(id),
      provider: String(provider),
      effect: effect === "pin" ? "pin" : "exclude",
      country: textOrNull(country),
      operator:
        operatorId === null
          ? null
          : { id: String(operatorId), name: String(name), country: String(operatorCountry) },
      kind: textOrNull(kind),
      reason: String(reason),
      madeBy: String(madeBy),
      madeAt: new Date(String(madeAt)).toISOString(),
      until: until === null ? null : new Date(String(until)).toISOString(),
    }),
  );
}
