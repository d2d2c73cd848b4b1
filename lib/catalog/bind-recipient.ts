import { eq, getTableColumns } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { recipients } from "@/db/schema";
import { newId, newPublicId } from "@/lib/core/ids";

/** What is chosen for a number from now on goes to a checkout: in the place of a line, or as a new one. */
export async function bindRecipient(
  ctx: Ctx,
  { token, checkoutId, line }: { token: string; checkoutId: string; line: number | null },
): Promise<void> {
  await ctx.db
    .update(recipients)
    .set({ forCheckoutId: checkoutId, forLine: line })
    .where(eq(recipients.token, token));
}

/** The same number once more under a token of its own, so that something else can be sent to it in the same checkout. */
export async function copyRecipient(
  ctx: Ctx,
  { recipientId, checkoutId }: { recipientId: string; checkoutId: string },
): Promise<{ token: string }> {
  const { createdAt: _, ...columns } = getTableColumns(recipients);
  const [known] = await ctx.db.select(columns).from(recipients).where(eq(recipients.id, recipientId));
  if (!known) throw new Error(`No recipient ${recipientId}`);
  const token = newPublicId();
  await ctx.db
    .insert(recipients)
    .values({ ...known, id: newId(), token, forCheckoutId: checkoutId, forLine: null });
  return { token };
}
