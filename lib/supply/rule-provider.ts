import { inTransaction, type Ctx } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import { runStatement } from "@/db/run-statement";
import { newId } from "@/lib/core/ids";
import { assertMay } from "@/lib/core/permissions";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";

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

/** Staff pin or exclude a provider; the same scope anew takes the place of the old rule. @returns its id @throws NotPermitted */
export async function ruleProvider(ctx: Ctx, rule: SupplyRule): Promise<string> {
  assertMay(ctx.actor, "supply.write");
  return inTransaction(ctx, async (inside) => {
    const [row] = await runStatement(inside, (place) => {
      const { provider, effect, country, operatorId, kind, reason, until } = rule;
      const values = [newId(), provider, effect, country, operatorId, kind, reason, ctx.actor.id, until];
      return `insert into supply_rules (id, provider, effect, country, operator_id, kind, reason, made_by, until)
      values (${values.map(place).join(", ")})
      on conflict (provider, effect, coalesce(country, ''), coalesce(operator_id::text, ''), coalesce(kind, ''))
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
    return id;
  });
}

/** Staff take a rule back; one that is gone already stays gone. @throws NotPermitted */
export async function endRule(ctx: Ctx, ruleId: string): Promise<void> {
  assertMay(ctx.actor, "supply.write");
  await inTransaction(ctx, async (inside) => {
    const [gone] = await runStatement(
      inside,
      (place) =>
        `delete from supply_rules where id = ${place(ruleId)} returning provider, effect, country, operator_id, kind`,
    );
    if (!gone) return;
    const [provider, effect, country, operatorId, kind] = gone;
    await noteStaffAction(inside, {
      action: "supply-rule-ended",
      subject: { kind: "supply-rule", id: ruleId },
      data: { provider, effect, country, operatorId, kind },
    });
  });
}
