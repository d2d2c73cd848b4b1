import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/db/context";
import { orders } from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";
import type { Seal } from "@/lib/core/seal";
import type { ArtefactView } from "@/lib/orders/types";

const some = z.string().min(1);
const maybe = z
  .string()
  .nullish()
  .transform((text) => text || null);

/** Before a gift code had a validity of its own, an English sentence in its instructions said it. */
const VALID_UNTIL = /^Valid until (.+)$/;

function withValidity<Gift extends { instructions: string | null; validity: string | null }>(
  gift: Gift,
): Gift {
  const said = VALID_UNTIL.exec(gift.instructions ?? "")?.[1];
  return said === undefined ? gift : { ...gift, instructions: null, validity: said };
}

const artefactSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("pin"), code: some, serial: maybe, instructions: maybe, validity: maybe }),
  z.object({ kind: z.literal("esim"), activationCode: some, iccid: maybe, instructions: maybe }),
  z
    .object({
      kind: z.literal("gift-code"),
      code: maybe,
      pin: maybe,
      url: maybe,
      instructions: maybe,
      validity: maybe,
    })
    .refine(({ code, url }) => code !== null || url !== null),
]);

/** `LPA:1$smdp.example$ABCD-1234` → the address to ask and the code to ask with, as phones have them typed. */
export function partsOfActivationCode(code: string): { smdpAddress: string; matchingId: string } {
  const [, smdpAddress = "", matchingId = ""] = code.split("$");
  return { smdpAddress, matchingId };
}

/** What was sealed, as the page shows it; null where it cannot be read. */
export function viewArtefact(opened: string): ArtefactView | null {
  const { data } = artefactSchema.safeParse(JSON.parse(opened));
  if (!data) return null;
  if (data.kind === "gift-code") return withValidity(data);
  return data.kind === "esim" ? { ...data, ...partsOfActivationCode(data.activationCode) } : data;
}

/** Opens what an order brought for whoever holds its public id; null when that was no code. Its page alone shows it: no API, mail or log does. */
export async function readArtefact(
  ctx: Ctx & { artefacts: Seal },
  { publicId }: { publicId: string },
): Promise<ArtefactView | null> {
  if (!isPublicId(publicId)) return null;
  const [order] = await ctx.db
    .select({ artefact: orders.artefact })
    .from(orders)
    .where(eq(orders.publicId, publicId));
  return order?.artefact ? viewArtefact(ctx.artefacts.open(order.artefact)) : null;
}
