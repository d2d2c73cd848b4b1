import { inTransaction, type Ctx } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import { runStatement } from "@/db/run-statement";
import { newId } from "@/lib/core/ids";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";
import type { Overtaken } from "./switch-provider";

/** A provider goes first, or not at all, for what fits every given part of the scope. */
export interface SupplyRule {
  provider: ProviderName;
  effect: "pin" | "exclude";
  /** ISO 3166 alpha-2 of the operator. */
  country?: string;
  operatorId?: string;
  kind?: ProductKind;
  reason: string;
  /** Without an end it holds until it is taken back. */
  until?: Date;
}

const SCOPE = [
  "provider",
  "effect",
  "coalesce(country, '')",
  "coalesce(operator_id::text, '')",
  "coalesce(kind, '')",
];
/** A page tells moments to the millisecond. */
const MADE_AT = "date_trunc('milliseconds', made_at)";

/** Whether the rule of this scope is the one that a page showed. Who else decides on it waits. */
async function isAsSeen(ctx: Ctx, rule: SupplyRule, seen: Date | null): Promise<boolean> {
  const { provider, effect, country = "", operatorId = "", kind = "" } = rule;
  const [row] = await runStatement(ctx, (place) => {
    const wanted = [provider, effect, country, operatorId, kind];
    const where = SCOPE.map((column, at) => `${column} = ${place(wanted[at])}`).join(" and ");
    return `select ${MADE_AT} is not distinct from ${place(seen)}::timestamptz, until <= app_now() from supply_rules where ${where} for update`;
  });
  const [same, over] = row ?? [seen === null, false];
  // One whose time is over is shown no more.
  return same === true || (seen === null && over === true);
}

/**
 * Staff pin or exclude a provider; the same scope anew takes the place of the old rule, if it is the one they saw.
 * @param seen when the rule of this scope that the page showed was made, null: it showed none; undefined: whatever holds
 * @returns its id
 * @throws NotPermitted
 */
export async function ruleProvider(
  ctx: Ctx,
  rule: SupplyRule,
  seen?: Date | null,
): Promise<Result<string, Overtaken>> {
  assertMay(ctx.actor, "supply.write");
  return inTransaction(ctx, async (inside) => {
    // Two who make the first one go one after the other.
    await runStatement(inside, () => "select pg_advisory_xact_lock(hashtext('supply_rules'))");
    if (seen !== undefined && !(await isAsSeen(inside, rule, seen)))
      return fail({ code: "changed-meanwhile" });
    const [row] = await runStatement(inside, (place) => {
      const { provider, effect, country, operatorId, kind, reason, until } = rule;
      const values = [newId(), provider, effect, country, operatorId, kind, reason, ctx.actor.id, until];
      return `insert into supply_rules (id, provider, effect, country, operator_id, kind, reason, made_by, until)
      values (${values.map(place).join(", ")})
      on conflict (${SCOPE.join(", ")})
      do update set reason = excluded.reason, made_by = excluded.made_by, made_at = app_now(), until = excluded.until
      returning id`;
    });
    const id = String(row?.[0]);
    const { reason, ...data } = rule;
    await noteStaffAction(inside, {
      action: "supply-rule-made",
      subject: { kind: "supply-rule", id },
      reason,
      data,
    });
    return ok(id);
  });
}

/** Staff take a rule back. @param rule.seen when the one that the page showed was made; undefined: whatever it is now @throws NotPermitted */
export async function endRule(
  ctx: Ctx,
  { ruleId, seen }: { ruleId: string; seen?: Date | undefined },
): Promise<Result<undefined, Overtaken | Failure<"rule-gone">>> {
  assertMay(ctx.actor, "supply.write");
  return inTransaction(ctx, async (inside) => {
    const [row] = await runStatement(
      inside,
      (place) =>
        `select ${MADE_AT} = coalesce(${place(seen)}::timestamptz, ${MADE_AT}), provider, effect, country, operator_id, kind
        from supply_rules where id = ${place(ruleId)} for update`,
    );
    if (!row) return fail({ code: "rule-gone" });
    const [same, provider, effect, country, operatorId, kind] = row;
    if (same !== true) return fail({ code: "changed-meanwhile" });
    await runStatement(inside, (place) => `delete from supply_rules where id = ${place(ruleId)}`);
    await noteStaffAction(inside, {
      action: "supply-rule-ended",
      subject: { kind: "supply-rule", id: ruleId },
      data: { provider, effect, country, operatorId, kind },
    });
    return ok(undefined);
  });
}
