import { and, eq, or } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { offers, products, providerOperators } from "@/db/schema";
import type { ProductKind } from "@/lib/providers/spec";
import { findOperatorByName } from "./find-operator-by-name";
import type { ProviderAnswer } from "./number-answers";

type Named = ProviderAnswer & { operator: NonNullable<ProviderAnswer["operator"]> };

const isNamed = (answer: ProviderAnswer): answer is Named => answer.operator !== null;

/**
 * Our operators that providers' answers mean, by provider: as mapped by the import, else by the name. Null where we do not have it,
 * undefined where we may have it and do not know, for nobody has mapped it yet.
 */
export async function findAnsweredOperators(
  ctx: Ctx,
  { country, answers }: { country: string; answers: ProviderAnswer[] },
): Promise<Map<ProviderAnswer["provider"], string | null | undefined>> {
  const named = answers.filter(isNamed);
  if (named.length === 0) return new Map();
  const mapped = await ctx.db
    .select({
      provider: providerOperators.provider,
      operatorId: providerOperators.operatorId,
      mappedBy: providerOperators.mappedBy,
    })
    .from(providerOperators)
    .where(
      or(
        ...named.map(({ provider, operator }) =>
          and(
            eq(providerOperators.provider, provider),
            eq(providerOperators.providerOperatorId, operator.providerOperatorId),
          ),
        ),
      ),
    );
  const found = await Promise.all(
    named.map(async ({ provider, operator }): Promise<[Named["provider"], string | null | undefined]> => {
      const row = mapped.find((one) => one.provider === provider);
      if (!row) return [provider, await findOperatorByName(ctx, { country, name: operator.name })];
      return [provider, row.operatorId ?? (row.mappedBy === null ? undefined : null)];
    }),
  );
  return new Map(found);
}

/** Kinds that share their fate on a number: a PIN is airtime that is typed in, data is a bundle without minutes. */
const ALSO: Partial<Record<ProductKind, ProductKind>> = { airtime: "pin", bundle: "data" };

/**
 * Kinds of products that a number does not take: what a provider sells of its operator and does not name among what the number supports.
 * What it never sells says nothing of the number.
 */
export async function findRefusedKinds(ctx: Ctx, answers: ProviderAnswer[]): Promise<ProductKind[]> {
  const telling = answers.filter(isNamed).filter(({ supports }) => supports !== null);
  if (telling.length === 0) return [];
  const sold = await ctx.db
    .selectDistinct({ provider: offers.provider, kind: products.kind })
    .from(offers)
    .innerJoin(products, eq(products.id, offers.productId))
    .where(
      and(
        eq(offers.active, true),
        eq(products.recipient, "number"),
        or(
          ...telling.map(({ provider, operator }) =>
            and(eq(offers.provider, provider), eq(offers.providerOperatorId, operator.providerOperatorId)),
          ),
        ),
      ),
    );
  const refused = sold.flatMap(({ provider, kind }) => {
    const supports = telling.find((answer) => answer.provider === provider)?.supports ?? [];
    return supports.includes(kind) ? [] : [kind, ...(ALSO[kind] ? [ALSO[kind]] : [])];
  });
  return [...new Set(refused)].toSorted();
}
