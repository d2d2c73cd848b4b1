import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { recipients } from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";
import { shownNumber } from "@/lib/phone/shown-number";
import type { ProductKind } from "@/lib/providers/spec";
import type { Confidence, NumberCandidate, RecipientView } from "./types";

/** A recipient as flows need it; never sent to the browser. */
export interface RecipientRow {
  id: string;
  token: string;
  /** E.164. */
  number: string;
  /** ISO 3166 alpha-2. */
  country: string;
  operatorId: string | null;
  confidence: Confidence;
  prefixName: string | null;
  candidates: NumberCandidate[];
  refuses: ProductKind[];
  /** Somebody asked for a top-up to it: whoever answers sees it in part alone. */
  masked: boolean;
}

export async function readRecipientRow(ctx: Ctx, { token }: { token: string }): Promise<RecipientRow | null> {
  if (!isPublicId(token)) return null;
  const [row] = await ctx.db.select().from(recipients).where(eq(recipients.token, token));
  if (!row) return null;
  const { createdAt: _, ...recipient } = row;
  return {
    ...recipient,
    confidence: recipient.confidence as Confidence,
    candidates: recipient.candidates as NumberCandidate[],
    refuses: recipient.refuses as ProductKind[],
  };
}

/** What the page shows of a recipient; null when the token is not known. */
export async function readRecipient(ctx: Ctx, input: { token: string }): Promise<RecipientView | null> {
  const row = await readRecipientRow(ctx, input);
  if (!row) return null;
  const { token, country, confidence, operatorId, refuses, masked } = row;
  return {
    token,
    international: shownNumber(row),
    masked,
    country,
    confidence,
    operatorId,
    candidates: row.candidates.map(({ operatorId: id, name }) => ({ operatorId: id, name })),
    refuses,
  };
}
