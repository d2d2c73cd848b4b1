import { eq } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { operators, products, recipients } from "@/db/schema";

/** The number behind a token, and the country of the product somebody wants to send to it. */
export interface RecipientForProduct {
  id: string;
  number: string;
  country: string;
  productCountry: string;
}

/** Undefined when the token or the product is unknown. */
export async function readRecipientFor(
  ctx: Ctx,
  input: { token: string; productId: string },
): Promise<RecipientForProduct | undefined> {
  if (!isUuid(input.productId)) return undefined;
  const [row] = await ctx.db
    .select({
      id: recipients.id,
      number: recipients.number,
      country: recipients.country,
      productCountry: operators.country,
    })
    .from(recipients)
    .innerJoin(products, eq(products.id, input.productId))
    .innerJoin(operators, eq(operators.id, products.operatorId))
    .where(eq(recipients.token, input.token));
  return row;
}
