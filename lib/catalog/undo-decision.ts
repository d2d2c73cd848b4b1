import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { inTransaction, type Ctx } from "@/db/context";
import { catalogDecisions, offers, operatorAliases, operators, providerOperators } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { aliasKey } from "./identify-operator";
import { moveOffers } from "./move-offers";
import { refreshProducts } from "./refresh-products";
import type { MappingDecision } from "./types";
import { undoMerge, type UndoMergeFailure } from "./undo-merge";

/** The newest decisions on whose operators are. @throws NotPermitted */
export async function listDecisions(ctx: Ctx, { limit }: { limit: number }): Promise<MappingDecision[]> {
  assertMay(ctx.actor, "catalog.read");
  const rows = await ctx.db
    .select()
    .from(catalogDecisions)
    .orderBy(sql`${catalogDecisions.madeAt} desc nulls last`)
    .limit(limit);
  return rows.map(({ id, kind, told, madeAt, undoneAt }) => ({
    id,
    kind,
    ...told,
    provider: told.provider ?? null,
    madeAt: madeAt.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
  }));
}

type Row = typeof catalogDecisions.$inferSelect;
type Refused = Failure<"not-found" | "undone-already" | "decided-since"> | UndoMergeFailure;

/** Whether a later decision on the same operator stands. */
async function decidedSince(ctx: Ctx, { subject, id }: Row): Promise<boolean> {
  const [later] = await ctx.db
    .select({ id: catalogDecisions.id })
    .from(catalogDecisions)
    .where(
      and(
        eq(catalogDecisions.subject, subject),
        gt(catalogDecisions.id, id),
        isNull(catalogDecisions.undoneAt),
      ),
    )
    .orderBy(desc(catalogDecisions.madeAt))
    .limit(1);
  return later !== undefined;
}

/** The row that stands for one of ours now: another one, where it was merged since. */
async function standingFor(ctx: Ctx, operatorId: string): Promise<string> {
  const [row] = await ctx.db
    .select({ mergedInto: operators.mergedInto })
    .from(operators)
    .where(eq(operators.id, operatorId));
  return row?.mergedInto ?? operatorId;
}

/** What was mapped stands as before; where nobody had mapped it, nothing of it is sold any more. */
async function unmap(ctx: Ctx, { subject, before }: Row): Promise<Result<undefined, Refused>> {
  const was = before as Pick<
    typeof providerOperators.$inferSelect,
    "operatorId" | "mappedBy" | "unsure" | "suggestions"
  >;
  const [theirs] = await ctx.db
    .select()
    .from(providerOperators)
    .where(eq(providerOperators.id, subject))
    .for("update");
  if (!theirs) return fail({ code: "not-found" });
  const { sort, country, name, provider, providerOperatorId } = theirs;
  const matchName = aliasKey(sort, name, country);
  await ctx.db
    .delete(operatorAliases)
    .where(
      and(
        eq(operatorAliases.country, country),
        eq(operatorAliases.sort, sort),
        eq(operatorAliases.matchName, matchName),
      ),
    );
  const { mappedBy, unsure, suggestions } = was;
  const operatorId = was.operatorId && (await standingFor(ctx, was.operatorId));
  await ctx.db
    .update(providerOperators)
    .set({ operatorId, mappedBy, unsure, suggestions, decidedAt: sql`app_now()` })
    .where(eq(providerOperators.id, subject));
  if (operatorId) {
    await moveOffers(ctx, { provider, providerOperatorId, to: operatorId });
    return ok(undefined);
  }
  const off = await ctx.db
    .update(offers)
    .set({ active: false })
    .where(and(eq(offers.provider, provider), eq(offers.providerOperatorId, providerOperatorId)))
    .returning({ productId: offers.productId });
  await refreshProducts(
    ctx,
    off.map(({ productId }) => productId),
  );
  return ok(undefined);
}

/** Takes back what was decided: a mapping, or a merge of two rows. @throws NotPermitted */
export async function undoDecision(
  ctx: Ctx,
  { decisionId }: { decisionId: string },
): Promise<Result<undefined, Refused>> {
  assertMay(ctx.actor, "catalog.write");
  if (!isUuid(decisionId)) return fail({ code: "not-found" });
  return inTransaction(ctx, async (inside) => {
    const [row] = await inside.db
      .select()
      .from(catalogDecisions)
      .where(eq(catalogDecisions.id, decisionId))
      .for("update");
    if (!row) return fail({ code: "not-found" });
    if (row.undoneAt) return fail({ code: "undone-already" });
    const merge = row.kind === "merge";
    if (await decidedSince(inside, row)) return fail({ code: "decided-since" });
    const undone = merge ? await undoMerge(inside, row) : await unmap(inside, row);
    if (!undone.ok) return undone;
    await inside.db
      .update(catalogDecisions)
      .set({ undoneAt: sql`app_now()`, undoneBy: ctx.actor.id })
      .where(eq(catalogDecisions.id, decisionId));
    await noteStaffAction(inside, {
      action: merge ? "merge-undone" : "mapping-undone",
      subject: { kind: merge ? "operator" : "provider-operator", id: row.subject },
      data: row.told,
    });
    return ok(undefined);
  });
}
