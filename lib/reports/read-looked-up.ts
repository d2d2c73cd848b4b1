import { asc, eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { lookups, recipients } from "@/db/schema";
import type { OrderFacts } from "./read-order-facts";
import type { StaffNumber } from "./types";

/** What was known of an order's number when the buyer typed it, and what providers say of it, with ages; null where none is dialled. */
export async function readLookedUp(ctx: Ctx, { order, quote }: OrderFacts): Promise<StaffNumber | null> {
  if (order.number === null || quote.recipientId === null) return null;
  const [[recipient], asked] = await Promise.all([
    ctx.db.select().from(recipients).where(eq(recipients.id, quote.recipientId)),
    ctx.db.select().from(lookups).where(eq(lookups.number, order.number)).orderBy(asc(lookups.provider)),
  ]);
  return {
    confidence: recipient?.confidence ?? "unknown",
    prefixName: recipient?.prefixName ?? null,
    candidates: (recipient?.candidates ?? []).map(({ name, said }) => ({ name, said })),
    refuses: recipient?.refuses ?? [],
    typedAt: (recipient?.createdAt ?? order.createdAt).toISOString(),
    lookups: asked.map(({ provider, name, supports, askedAt }) => ({
      provider,
      name,
      supports,
      askedAt: askedAt.toISOString(),
    })),
  };
}
