import {
  findAnsweredOperator,
  findOperatorByName,
  listOperatorsOf,
  readFreshAnswer,
  storeRecipient,
  writeAnswer,
} from "@/lib/catalog";
import type { Confidence, OperatorView } from "@/lib/catalog/types";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import { countryName } from "@/lib/phone/country-name";
import { countrySlug } from "@/lib/phone/country-slug";
import { lookUpCarrier } from "@/lib/phone/detect-operator";
import { parseNumber, type ParsedNumber, type PhoneFailure } from "@/lib/phone/parse-number";
import { askProviders, type AskCtx } from "./ask-providers";
import { mergeAnswers } from "./merge-answers";
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

async function prefixNameOf(ctx: IdentifyCtx, number: ParsedNumber): Promise<string | null> {
  const table = await ctx.carriers.read(number.callingCode);
  const national = number.e164.slice(1 + number.callingCode.length);
  return (table && lookUpCarrier(table, national)) ?? null;
}

/** Where a name is all company and country ("Maroc Telecom"), providers' names match only with the country behind them. */
async function operatorOfPrefix(
  ctx: IdentifyCtx,
  { name, country }: { name: string; country: string },
): Promise<string | null> {
  const found = await findOperatorByName(ctx, { country, name });
  return found ?? findOperatorByName(ctx, { country, name: `${name} ${countryName(country, "en")}` });
}

interface Learnt {
  operatorId: string | null;
  confidence: Confidence;
  prefixName: string | null;
  providerAnswer: string | null;
}

async function learnOf(ctx: IdentifyCtx, number: ParsedNumber): Promise<Learnt> {
  const { e164, country } = number;
  const [prefixName, fresh] = await Promise.all([
    prefixNameOf(ctx, number),
    readFreshAnswer(ctx, { number: e164 }),
  ]);
  const answer = fresh ?? (await askProviders(ctx, { e164, country }));
  const prefix = prefixName && (await operatorOfPrefix(ctx, { country, name: prefixName }));
  const provider = answer && (await findAnsweredOperator(ctx, { country, answer }));
  // A network that the provider names and we do not have: the range's own network is then surely wrong.
  const elsewhere = answer?.operator && !provider;
  const merged = mergeAnswers({ prefix: elsewhere ? null : prefix, provider });
  // An answer used again is not stored again, or it would stay fresh for ever.
  return { ...merged, prefixName, providerAnswer: answer && !fresh ? writeAnswer(answer) : null };
}

/**
 * Reads a number, finds out its operator as well as can be, and keeps both under a token. Numbers that cannot be read, and countries that
 * nothing can be sent to, are refused; a silent provider is not waited for longer than `policy.lookupWait`.
 * @param input.country ISO 3166 alpha-2 of the chosen country, for numbers in national format
 */
export async function identifyNumber(
  ctx: IdentifyCtx,
  input: { input: string; country?: string },
): Promise<Result<IdentifiedNumber, IdentifyFailure>> {
  const parsed = parseNumber(input);
  if (!parsed.ok) return parsed;
  const { e164, country } = parsed.value;
  const sold = await listOperatorsOf(ctx, { country });
  if (sold.length === 0) return fail({ code: "country-unsupported", values: { country } });
  const learnt = await learnOf(ctx, parsed.value);
  const operator = sold.find(({ id }) => id === learnt.operatorId) ?? null;
  const known = operator ? {} : { operatorId: null, confidence: "unknown" as const };
  const { token } = await storeRecipient(ctx, { number: e164, country, ...learnt, ...known });
  return ok({ token, country, countrySlug: countrySlug(country), operator });
}
