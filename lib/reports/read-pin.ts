import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { orders } from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";
import type { Seal } from "@/lib/core/seal";
import type { PinView } from "@/lib/orders/types";

/** Opens the PIN of an order for whoever holds its public id; null when it has none. Its page alone shows it: no API, mail or log does. */
export async function readPin(
  ctx: Ctx & { artefacts: Seal },
  { publicId }: { publicId: string },
): Promise<PinView | null> {
  if (!isPublicId(publicId)) return null;
  const [order] = await ctx.db
    .select({ artefact: orders.artefact })
    .from(orders)
    .where(eq(orders.publicId, publicId));
  if (!order?.artefact) return null;
  const artefact: unknown = JSON.parse(ctx.artefacts.open(order.artefact));
  if (typeof artefact !== "object" || artefact === null) return null;
  const text = (name: string): string | null => {
    const value: unknown = (artefact as Record<string, unknown>)[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const code = text("code");
  return code ? { code, serial: text("serial"), instructions: text("instructions") } : null;
}
