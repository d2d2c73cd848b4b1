import {
  findAnsweredOperators,
  findOperatorByName,
  findRefusedKinds,
  listOperatorsOf,
  readFreshAnswers,
  storeAnswers,
  storeRecipient,
  type ProviderAnswer,
} from "@/lib/catalog";
import type { OperatorView } from "@/lib/catalog/types";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import { readDeliveredOperator } from "@/lib/orders";
import { countryName } from "@/lib/phone/country-name";
import { countrySlug } from "@/lib/phone/country-slug";
import { lookUpCarrier } from "@/lib/phone/detect-operator";
import { parseNumber, type ParsedNumber, type PhoneFailure } from "@/lib/phone/parse-number";
import type { ProductKind, Provider } from "@/lib/providers/spec";
import { askProviders, type AskCtx } from "./ask-providers";
import { leavesOpen, mergeAnswers, type MergedAnswers, type NumberClaim } from "./merge-answers";
import type { CarrierSource } from "./read-carriers";

export interface IdentifyCtx extends AskCtx {
  carriers: CarrierSource;
}

export interface IdentifiedNumber {
  /** Stands in URLs instead of the number. */
  token: string;
  /** ISO 3166 alpha-2. */
  country: string;
  countrySlug: string;
  /** Null when nobody knows it, or when we sell nothing of it: the buyer chooses. */
  operator: OperatorView | null;
}

export type IdentifyFailure = PhoneFailure | Failure<"country-unsupported">;

export async function prefixNameOf(ctx: IdentifyCtx, number: ParsedNumber): Promise<string | null> {
  const table = await ctx.carriers.read(number.callingCode);
  const national = number.e164.slice(1 + number.callingCode.length);
  return (table && lookUpCarrier(table, national)) ?? null;
}

/** Where a name is all company and country ("Maroc Telecom"), providers' names match only with the country behind them. */
export async function operatorOfPrefix(
  ctx: IdentifyCtx,
  { name, country }: { name: string; country: string },
): Promise<string | null> {
  const found = await findOperatorByName(ctx, { country, name });
  return found ?? findOperatorByName(ctx, { country, name: `${name} ${countryName(country, "en")}` });
}

interface Known {
  prefixName: string | null;
  /** Our operator of that name, if we have it. */
  prefix: string | null;
  delivered: { operatorId: string; name: string } | null;
  answers: ProviderAnswer[];
}

async function merge(ctx: IdentifyCtx, country: string, known: Known): Promise<MergedAnswers> {
  const { prefix, prefixName, delivered, answers } = known;
  const meant = await findAnsweredOperators(ctx, { country, answers });
  const terms = new Map(ctx.providers.all().map(({ name, capabilities }) => [name, capabilities.lookup]));
  const claims = answers.flatMap(({ provider: by, operator }): NumberClaim[] => {
    if (!operator) return [];
    const operatorId = meant.get(by);
    // A name that nobody has mapped may be one of ours: it raises a doubt, and no more than a table of ranges does.
    const follows = (operatorId !== undefined && terms.get(by)?.follows) || "range";
    return [{ by, follows, operatorId: operatorId ?? null, name: operator.name }];
  });
  if (prefix) claims.push({ by: "prefix", follows: "range", operatorId: prefix, name: prefixName ?? "" });
  if (delivered) claims.push({ by: "delivery", follows: "delivery", ...delivered });
  const deniedBy = answers.filter(({ operator }) => operator === null).length;
  return mergeAnswers(claims, deniedBy);
}

interface Learnt extends MergedAnswers {
  prefixName: string | null;
  refuses: ProductKind[];
  /** Answers of this minute. What was kept is not kept again, or it would stay fresh for ever. */
  news: ProviderAnswer[];
}

async function learnOf(ctx: IdentifyCtx, number: ParsedNumber): Promise<Learnt> {
  const { e164, country } = number;
  const [prefixName, kept, delivered] = await Promise.all([
    prefixNameOf(ctx, number),
    readFreshAnswers(ctx, { number: e164 }),
    readDeliveredOperator(ctx, { number: e164 }),
  ]);
  const prefix = prefixName && (await operatorOfPrefix(ctx, { country, name: prefixName }));
  const silent = ctx.providers
    .all()
    .filter(({ name, lookup }) => lookup && !kept.some(({ provider }) => provider === name));
  const costs = ({ capabilities }: Provider) => capabilities.lookup?.paidIn?.includes(country) ?? false;
  const free = await askProviders(
    ctx,
    silent.filter((provider) => !costs(provider)),
    { e164, country },
  );
  const known: Known = { prefixName, prefix, delivered, answers: [...kept, ...free] };
  const merged = await merge(ctx, country, known);
  const paying = leavesOpen(merged) ? silent.filter(costs) : [];
  const paid = await askProviders(ctx, paying, { e164, country });
  const answers = [...known.answers, ...paid];
  return {
    ...(paid.length > 0 ? await merge(ctx, country, { ...known, answers }) : merged),
    prefixName,
    refuses: await findRefusedKinds(ctx, answers),
    news: [...free, ...paid],
  };
}

/**
 * Reads a number, finds out its operator as well as can be, and keeps both under a token. Numbers that cannot be read, and countries that
 * nothing can be sent to, are refused; a silent provider is not waited for longer than `policy.lookupWait`.
 * @param input.country ISO 3166 alpha-2 of the chosen country, for numbers in national format
 * @param input.masked whoever reads the pages sees the number in part alone
 */
export async function identifyNumber(
  ctx: IdentifyCtx,
  input: { input: string; country?: string; masked?: boolean },
): Promise<Result<IdentifiedNumber, IdentifyFailure>> {
  const parsed = parseNumber(input, ctx.policy);
  if (!parsed.ok) return parsed;
  const { e164, country } = parsed.value;
  const sold = await listOperatorsOf(ctx, { country });
  if (sold.length === 0) return fail({ code: "country-unsupported", values: { country } });
  const { news, ...learnt } = await learnOf(ctx, parsed.value);
  const operator = sold.find(({ id }) => id === learnt.operatorId) ?? null;
  const unsold = operator ? {} : { operatorId: null, confidence: "unknown" as const };
  const [{ token }] = await Promise.all([
    storeRecipient(ctx, { number: e164, country, ...learnt, ...unsold, masked: input.masked ?? false }),
    storeAnswers(ctx, { number: e164, country, answers: news }),
  ]);
  return ok({ token, country, countrySlug: countrySlug(country), operator });
}
