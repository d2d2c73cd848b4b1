import { and, eq, or } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { violatedConstraint, type Ctx } from "@/db/context";
import { savedViews, users } from "@/db/schema";
import type { Failure } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import type { SavedView } from "./types";

const LONGEST_NAME = 60;
const LONGEST_QUERY = 2000;
const SHOWN = 100;

export type ViewFailure = Failure<"view-unnamed" | "view-known" | "view-too-long">;

/** One's own views and those that are shared, by name. @throws NotPermitted */
export async function listViews(ctx: Ctx): Promise<SavedView[]> {
  assertMay(ctx.actor, "orders.read");
  const rows = await ctx.db
    .select({ view: savedViews, by: users.email })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.ownerId))
    .where(or(eq(savedViews.ownerId, ctx.actor.id), eq(savedViews.shared, true)))
    .orderBy(savedViews.name)
    .limit(SHOWN);
  return rows.map(({ view, by }) => {
    const mine = view.ownerId === ctx.actor.id;
    return {
      id: view.id,
      name: view.name,
      query: view.query,
      shared: view.shared,
      mine,
      by: mine ? null : by,
    };
  });
}

/** Keeps a list under a name. @throws NotPermitted */
export async function saveView(
  ctx: Ctx,
  input: { name: string; query: string; shared: boolean },
): Promise<Result<null, ViewFailure>> {
  assertMay(ctx.actor, "orders.read");
  const name = input.name.trim();
  if (name === "") return fail({ code: "view-unnamed" });
  if (name.length > LONGEST_NAME || input.query.length > LONGEST_QUERY)
    return fail({ code: "view-too-long" });
  try {
    await ctx.db.insert(savedViews).values({ id: newId(), ownerId: ctx.actor.id, ...input, name });
    return ok(null);
  } catch (error) {
    if (violatedConstraint(error) === "saved_views_name") return fail({ code: "view-known" });
    throw error;
  }
}

/** Forgets one of one's own views; another's stays. @throws NotPermitted */
export async function forgetView(ctx: Ctx, { id }: { id: string }): Promise<void> {
  assertMay(ctx.actor, "orders.read");
  if (!isUuid(id)) return;
  await ctx.db.delete(savedViews).where(and(eq(savedViews.id, id), eq(savedViews.ownerId, ctx.actor.id)));
}
