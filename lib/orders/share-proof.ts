import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { isPublicId, newPublicId } from "@/lib/core/ids";

/** States before anything was sent for it: there is nothing to show yet. */
const NOTHING_SENT = ["draft", "awaiting_payment", "expired"];

/**
 * Makes the page for whoever an order was for, or changes the words on it; its address stays the same. Null when there is no such order, or
 * nothing was paid for it.
 * @param message the buyer's words, already checked; may be empty
 */
export async function shareProof(
  ctx: Ctx,
  { publicId, message }: { publicId: string; message: string },
): Promise<{ token: string } | null> {
  if (!isPublicId(publicId)) return null;
  const [row] = await runStatement(
    ctx,
    (place) => `insert into order_proofs (order_id, token, message)
      select o.id, ${place(newPublicId())}, ${place(message)} from orders o
      where o.public_id = ${place(publicId)} and not o.state = any(${place(`{${NOTHING_SENT.join(",")}}`)}::text[])
      on conflict (order_id) do update set message = excluded.message returning token`,
  );
  return row ? { token: String(row[0]) } : null;
}
