import type { Ctx } from "@/db/context";
import { recipients } from "@/db/schema";
import { newId, newPublicId } from "@/lib/core/ids";
import type { RecipientRow } from "./read-recipient";

/** Keeps a number with what was learnt of it, under a token of its own. */
export async function storeRecipient(
  ctx: Ctx,
  learnt: Omit<RecipientRow, "id" | "token" | "masked"> & { masked?: boolean },
): Promise<{ token: string }> {
  const token = newPublicId();
  await ctx.db.insert(recipients).values({ id: newId(), token, ...learnt });
  return { token };
}
