import { and, eq, isNull, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { offers, operatorAliases, operators, providerOperators } from "@/db/schema";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { ensureOperators, operatorKey, type WantedOperator } from "./ensure-operators";
import { aliasKey, identifyOperator } from "./identify-operator";
import { wantedNetwork } from "./known-networks";
import { moveOffers } from "./move-offers";
import { displayOperatorName, normaliseOperatorName } from "./normalise-operator-name";
import { noteDecision } from "./note-decision";
import { refreshProducts } from "./refresh-products";

export interface MapProviderOperator {
  /** Row of the provider's operator. */
  id: string;
  /** One of our operators, a network that was suggested or any other by its name (made where it is new), or null: left out for good. */
  to: Target | null;
  /** By whom it was mapped as the page showed it, null: by nobody; undefined: whatever it is now. */
  seen?: Theirs["mappedBy"] | undefined;
}

type Target = { operatorId: string } | { network: string } | { name: string };

type Theirs = typeof providerOperators.$inferSelect;

/**
 * Staff say whose a provider's operator is. What is already imported of it moves at once, the rest comes with the next import, which is due
 * then. Its name is kept as an alias, so that other providers' operators of that name follow.
 * @throws NotPermitted
 */
export async function mapProviderOperator(
  ctx: Ctx,
  { id, to, seen }: MapProviderOperator,
): Promise<
  Result<{ operatorId: string | null }, Failure<"not-found" | "other-country" | "changed-meanwhile">>
> {
  assertMay(ctx.actor, "catalog.write");
  return inTransaction(ctx, async (inside) => {
    const [theirs] = await inside.db
      .select()
      .from(providerOperators)
      .where(eq(providerOperators.id, id))
      .for("update");
    if (!theirs) return fail({ code: "not-found" });
    if (seen !== undefined && theirs.mappedBy !== seen) return fail({ code: "changed-meanwhile" });
    const found = to && (await findTarget(inside, theirs, to));
    if (to && !found) return fail({ code: "not-found" });
    if (found && found.country !== theirs.country) return fail({ code: "other-country" });
    const operatorId = found?.id ?? null;
    const { operatorId: was, mappedBy, unsure, suggestions, country, provider, name } = theirs;
    await noteDecision(inside, {
      kind: "map",
      subject: id,
      told: { provider, country, from: name, to: operatorId && (await nameOf(inside, operatorId)) },
      before: { operatorId: was, mappedBy, unsure, suggestions },
    });
    await decide(inside, theirs, operatorId);
    if (operatorId) await nameAlso(inside, theirs, operatorId);
    return ok({ operatorId });
  });
}

async function nameOf(ctx: Ctx, operatorId: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ name: operators.name })
    .from(operators)
    .where(eq(operators.id, operatorId));
  return row?.name ?? null;
}

async function findTarget(
  ctx: Ctx,
  { sort, country, suggestions }: Theirs,
  to: Target,
): Promise<{ id: string; country: string } | undefined> {
  if ("operatorId" in to) {
    const [row] = await ctx.db
      .select({
        id: sql<string>`coalesce(${operators.mergedInto}, ${operators.id})`,
        country: operators.country,
      })
      .from(operators)
      .where(eq(operators.id, to.operatorId));
    return row;
  }
  if ("network" in to) {
    const network = suggestions.includes(to.network) ? wantedNetwork(to.network, country) : undefined;
    return network && openOperator(ctx, { ...network, sort });
  }
  const operator = { providerOperatorId: "", name: to.name, country, currency: "" };
  const identity = identifyOperator(operator, sort);
  const named = {
    country,
    matchName: normaliseOperatorName(to.name, country),
    name: displayOperatorName(to.name, country),
    networkCodes: [],
  };
  return openOperator(ctx, { ...(identity.kind === "known" ? identity : named), sort });
}

/** The operator as an import would have it: found, or made where it is new. */
async function openOperator(
  ctx: Ctx,
  wanted: WantedOperator,
): Promise<{ id: string; country: string } | undefined> {
  const id = (await ensureOperators(ctx, [wanted])).get(operatorKey(wanted));
  return id ? { id, country: wanted.country } : undefined;
}

/** Offers of what is left out are sold no more from now on. */
async function decide(ctx: Ctx, theirs: Theirs, operatorId: string | null): Promise<void> {
  await ctx.db
    .update(providerOperators)
    .set({ operatorId, mappedBy: "staff", unsure: null, suggestions: [], decidedAt: sql`app_now()` })
    .where(eq(providerOperators.id, theirs.id));
  if (operatorId) return moveOffers(ctx, { ...theirs, to: operatorId });
  const { provider, providerOperatorId } = theirs;
  const off = await ctx.db
    .update(offers)
    .set({ active: false })
    .where(and(eq(offers.provider, provider), eq(offers.providerOperatorId, providerOperatorId)))
    .returning({ productId: offers.productId });
  await refreshProducts(
    ctx,
    off.map(({ productId }) => productId),
  );
}

/** What other providers call by the same name, and nobody has mapped, is the same. */
async function nameAlso(ctx: Ctx, { sort, country, name }: Theirs, operatorId: string): Promise<void> {
  const matchName = aliasKey(sort, name, country);
  await ctx.db
    .insert(operatorAliases)
    .values({ country, sort, matchName, name, operatorId, madeBy: ctx.actor.id })
    .onConflictDoUpdate({
      target: [operatorAliases.country, operatorAliases.sort, operatorAliases.matchName],
      set: { operatorId, name, madeBy: ctx.actor.id, madeAt: sql`app_now()` },
    });
  const others = await ctx.db
    .select()
    .from(providerOperators)
    .where(
      and(
        eq(providerOperators.country, country),
        eq(providerOperators.sort, sort),
        isNull(providerOperators.mappedBy),
      ),
    );
  for (const other of others) {
    if (aliasKey(sort, other.name, country) !== matchName) continue;
    await ctx.db
      .update(providerOperators)
      .set({ operatorId, mappedBy: "name", unsure: null, suggestions: [], decidedAt: sql`app_now()` })
      .where(eq(providerOperators.id, other.id));
  }
}
