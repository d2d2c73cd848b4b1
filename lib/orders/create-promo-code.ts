import * as z from "zod";
import { inTransaction, violatedConstraint, type Ctx } from "@/db/context";
import { products, promoCodes } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { normaliseCode } from "./promo-rows";

const amount = z.object({
  minor: z
    .int()
    .positive()
    .max(10 ** 9),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
const count = z
  .int()
  .positive()
  .max(10 ** 9);

/** What staff fill in. Exactly one of `percent` and `fixed`. */
export const promoCodeSchema = z
  .object({
    code: z
      .string()
      .transform(normaliseCode)
      .pipe(z.string().regex(/^[\p{L}\p{N}]{3,24}$/u)),
    /** A decimal, above nought and at most 100. */
    percent: z
      .string()
      .regex(/^\d{1,3}(\.\d{1,4})?$/)
      .refine((text) => Number(text) > 0 && Number(text) <= 100)
      .optional(),
    /** Once off a payment. */
    fixed: amount.optional(),
    startsAt: z.date().optional(),
    endsAt: z.date().optional(),
    mostInAll: count.optional(),
    mostPerBuyer: count.optional(),
    minimum: amount.optional(),
    kinds: z.array(z.enum(products.kind.enumValues)).default([]),
    countries: z.array(z.string().regex(/^[A-Z]{2}$/)).default([]),
    belowCost: z.boolean().default(false),
  })
  .refine(({ percent, fixed }) => (percent === undefined) !== (fixed === undefined), { path: ["percent"] })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || startsAt < endsAt, { path: ["endsAt"] });

export type NewPromoCode = z.input<typeof promoCodeSchema>;

/** `values.field`: what is wrong; `promo-taken`: a code that runs has this name. */
export type PromoCodeFailure = Failure<"promo-invalid" | "promo-taken">;

/** Makes a code that buyers may type from its start on. @throws NotPermitted */
export async function createPromoCode(
  ctx: Ctx,
  input: NewPromoCode,
): Promise<Result<{ id: string; code: string }, PromoCodeFailure>> {
  assertMay(ctx.actor, "promotions.write");
  const parsed = promoCodeSchema.safeParse(input);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "code");
    return fail({ code: "promo-invalid", values: { field } });
  }
  const { fixed, minimum, ...rest } = parsed.data;
  const id = newId();
  try {
    await inTransaction(ctx, async (tx) => {
      await tx.db.insert(promoCodes).values({
        ...rest,
        id,
        fixedMinor: fixed?.minor ?? null,
        fixedCurrency: fixed?.currency ?? null,
        minimumMinor: minimum?.minor ?? null,
        minimumCurrency: minimum?.currency ?? null,
        madeBy: tx.actor.id,
      });
      await noteStaffAction(tx, {
        action: "promo-made",
        subject: { kind: "promo-code", id },
        data: { code: rest.code },
      });
    });
  } catch (error) {
    if (violatedConstraint(error) === "promo_codes_code") return fail({ code: "promo-taken" });
    throw error;
  }
  return ok({ id, code: rest.code });
}
