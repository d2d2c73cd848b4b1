import { validate as isUuid } from "uuid";
import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { enqueue } from "@/lib/jobs";
import type { SaleSubject } from "./types";

export interface SaleSwitch extends SaleSubject {
  on: boolean;
  reason: string;
}

export type SaleRefusal = Failure<"not-found" | "reason-missing" | "already-so" | "merged-already">;

const SHORTEST_REASON = 3;

const COUNTRY = /^[A-Z]{2}$/;

/** Whether there is such a thing to switch; an operator that was merged is switched by the row that stayed. */
async function findSubject(ctx: Ctx, { kind, id }: SaleSubject): Promise<"there" | "merged" | undefined> {
  if (kind === "country" ? !COUNTRY.test(id) : !isUuid(id)) return undefined;
  const [found] = await runStatement(ctx, (place) => {
    if (kind === "country") return `select null from operators where country = ${place(id)} limit 1`;
    return kind === "operator"
      ? `select merged_into from operators where id = ${place(id)}::uuid for update`
      : `select null from products where id = ${place(id)}::uuid for update`;
  });
  if (!found) return undefined;
  return found[0] === null ? "there" : "merged";
}

/** `enabled` of operators follows the switches of themselves and of their country; every reader and every claim goes by it. */
async function follow(ctx: Ctx, { kind, id }: SaleSubject): Promise<void> {
  if (kind === "product") {
    await runStatement(
      ctx,
      (place) => `update products p set enabled = not exists (
        select from catalog_switches s where s.kind = 'product' and s.subject = p.id::text) where p.id = ${place(id)}::uuid`,
    );
    return;
  }
  await followSwitches(ctx, { column: kind === "country" ? "country" : "id", value: id });
}

/** Brings operators in line with the switches: of one, of a country, or of all (an import may have made some). */
export async function followSwitches(
  ctx: Ctx,
  which?: { column: "country" | "id"; value: string },
): Promise<void> {
  await runStatement(ctx, (place) => {
    const where = which ? `and o.${which.column}::text = ${place(which.value)}` : "";
    return `update operators o set enabled = not o.enabled
      where o.enabled <> (o.merged_into is null and not exists (select from catalog_switches s
        where (s.kind = 'operator' and s.subject = o.id::text) or (s.kind = 'country' and s.subject = o.country))) ${where}`;
  });
}

/** What is off can be found no more from now on; what is on again is found once the search was made anew. */
async function hideFromSearch(ctx: Ctx, { kind, id }: SaleSubject): Promise<void> {
  const column = { country: "country", operator: "operator_id::text", product: "product_id::text" }[kind];
  await runStatement(ctx, (place) => `delete from search_entries where ${column} = ${place(id)}`);
}

/**
 * Staff take a product, an operator or a whole country off sale, or put it back. It counts at once, on pages, for quotes and for what is not
 * sent yet; imports change nothing of it.
 * @throws NotPermitted
 */
export async function switchSale(ctx: Ctx, change: SaleSwitch): Promise<Result<undefined, SaleRefusal>> {
  assertMay(ctx.actor, "catalog.write");
  const { kind, id, on } = change;
  const reason = change.reason.trim();
  if (reason.length < SHORTEST_REASON) return fail({ code: "reason-missing" });
  return inTransaction(ctx, async (inside) => {
    const found = await findSubject(inside, change);
    if (!found) return fail({ code: "not-found" });
    if (found === "merged") return fail({ code: "merged-already" });
    const changed = await runStatement(inside, (place) =>
      on
        ? `delete from catalog_switches where kind = ${place(kind)} and subject = ${place(id)} returning 1`
        : `insert into catalog_switches (kind, subject, reason, made_by)
            values (${place(kind)}, ${place(id)}, ${place(reason)}, ${place(ctx.actor.id)}) on conflict do nothing returning 1`,
    );
    if (changed.length === 0) return fail({ code: "already-so" });
    await follow(inside, change);
    if (!on) await hideFromSearch(inside, change);
    await enqueue(inside, { task: "catalog", payload: { what: "search" }, key: "catalog:search" });
    await noteStaffAction(inside, {
      action: on ? "sale-switched-on" : "sale-switched-off",
      subject: { kind, id },
      reason,
    });
    return ok(undefined);
  });
}
