import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, providerOperators, recipients } from "@/db/schema";
import { normaliseOperatorName } from "./normalise-operator-name";

/** What a provider said of a number: its operator, or that it knows none. */
export interface ProviderAnswer {
  provider: string;
  operator: { providerOperatorId: string; name: string } | null;
}

/** One line, as it is kept with a recipient: `reloadly:341:MTN Nigeria`, or `reloadly:` for none. */
export function writeAnswer({ provider, operator }: ProviderAnswer): string {
  return operator ? `${provider}:${operator.providerOperatorId}:${operator.name}` : `${provider}:`;
}

function parseAnswer(text: string): ProviderAnswer {
  const [provider = "", providerOperatorId = "", ...name] = text.split(":");
  return { provider, operator: providerOperatorId ? { providerOperatorId, name: name.join(":") } : null };
}

/** What a provider said of the same number not long ago (`policy.lookupFresh`). */
export async function readFreshAnswer(
  ctx: Ctx,
  { number }: { number: string },
): Promise<ProviderAnswer | undefined> {
  const [row] = await ctx.db
    .select({ answer: recipients.providerAnswer })
    .from(recipients)
    .where(
      and(
        eq(recipients.number, number),
        isNotNull(recipients.providerAnswer),
        sql`${recipients.createdAt} > app_now() - make_interval(secs => ${ctx.policy.lookupFresh / 1000}::float8)`,
      ),
    )
    .orderBy(desc(recipients.createdAt))
    .limit(1);
  return row?.answer ? parseAnswer(row.answer) : undefined;
}

/** Our operator that a provider's answer means: as mapped by the import, else by its name. Null when we do not have it. */
export async function findAnsweredOperator(
  ctx: Ctx,
  input: { country: string; answer: ProviderAnswer },
): Promise<string | null> {
  const { provider, operator } = input.answer;
  if (!operator) return null;
  const [mapped] = await ctx.db
    .select({ operatorId: providerOperators.operatorId })
    .from(providerOperators)
    .where(
      and(
        eq(providerOperators.provider, provider),
        eq(providerOperators.providerOperatorId, operator.providerOperatorId),
      ),
    );
  return mapped
    ? mapped.operatorId
    : findOperatorByName(ctx, { country: input.country, name: operator.name });
}

/** Our operator of a country that a name means, however it is written; null when there is none. */
export async function findOperatorByName(
  ctx: Ctx,
  { country, name }: { country: string; name: string },
): Promise<string | null> {
  const matchName = normaliseOperatorName(name, country);
  const [row] = await ctx.db
    .select({ id: operators.id })
    .from(operators)
    .where(and(eq(operators.country, country), eq(operators.matchName, matchName)));
  return row?.id ?? null;
}
