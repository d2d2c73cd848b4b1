import { and, eq, sql, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, caseLeases } from "@/db/schema";

export type LeaseRow = InferSelectModel<typeof caseLeases>;

/** Who works a case now; undefined when nobody does, or their time is over. */
export async function readLease(ctx: Ctx, orderId: string): Promise<LeaseRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(caseLeases)
    .where(and(eq(caseLeases.orderId, orderId), sql`${caseLeases.until} > app_now()`));
  return row;
}

/**
 * Takes a case for who asks, or keeps it for them. One statement, so that of two who ask at once one gets it.
 * @param by.over it is taken from whoever has it
 * @returns the lease as it stands then: somebody else's where they have it
 */
export async function takeLease(
  ctx: Ctx,
  orderId: string,
  by: { ms: number; over: boolean },
): Promise<LeaseRow | undefined> {
  const until = sql`app_now() + ${`${by.ms} milliseconds`}::interval`;
  const me = ctx.actor.id;
  const free = sql`${caseLeases.staffId} = ${me} or ${caseLeases.until} <= app_now()`;
  await ctx.db
    .insert(caseLeases)
    .values({ orderId, staffId: me, until })
    .onConflictDoUpdate({
      target: caseLeases.orderId,
      set: {
        staffId: me,
        until,
        takenAt: sql`case when ${caseLeases.staffId} = ${me} then ${caseLeases.takenAt} else ${appNow} end`,
        takenFrom: sql`case when ${free} then null else ${caseLeases.staffId} end`,
      },
      ...(by.over ? {} : { setWhere: free }),
    });
  return readLease(ctx, orderId);
}

/** Gives a case back; nothing happens when it is somebody else's. Returns whether it was ours. */
export async function dropLease(ctx: Ctx, orderId: string): Promise<boolean> {
  const gone = await ctx.db
    .delete(caseLeases)
    .where(and(eq(caseLeases.orderId, orderId), eq(caseLeases.staffId, ctx.actor.id)))
    .returning({ orderId: caseLeases.orderId });
  return gone.length > 0;
}
