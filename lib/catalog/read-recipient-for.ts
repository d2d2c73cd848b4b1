import { eq, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { partOf } from "@/db/row-of";
import { prepareSelect } from "@/db/run-statement";
import { operators, products, recipients } from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";
import type { ProductKind } from "@/lib/providers/spec";

/** The number behind a token, and the country of the product somebody wants to send to it. */
export interface RecipientForProduct {
  id: string;
  number: string;
  country: string;
  productCountry: string;
  productKind: ProductKind;
  /** Kinds of products that the number does not take. */
  refuses: ProductKind[];
  /** The checkout it stands in, or was typed for, and its line there, where it has one. */
  forCheckoutId: string | null;
  forLine: number | null;
}

const fields = {
  id: recipients.id,
  number: recipients.number,
  country: recipients.country,
  productCountry: operators.country,
  productKind: products.kind,
  refuses: recipients.refuses,
  forCheckoutId: recipients.forCheckoutId,
  forLine: recipients.forLine,
};
const part = partOf<RecipientForProduct>(fields);
const byTokenAndProduct = prepareSelect(
  new QueryBuilder()
    .select(fields)
    .from(recipients)
    .innerJoin(products, eq(products.id, sql.placeholder("productId")))
    .innerJoin(operators, eq(operators.id, products.operatorId))
    .where(eq(recipients.token, sql.placeholder("token"))),
);

/** Undefined when the token or the product is unknown. */
export async function readRecipientFor(
  ctx: Ctx,
  input: { token: string; productId: string },
): Promise<RecipientForProduct | undefined> {
  if (!isUuid(input.productId) || !isPublicId(input.token)) return undefined;
  const [row] = await byTokenAndProduct(ctx, input);
  return row && part.read(row);
}
