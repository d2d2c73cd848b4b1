import { validate as isUuid } from "uuid";
import type { RehearsedRule } from "@/lib/catalog/types";
import { PRODUCT_KINDS, PROVIDER_NAMES } from "@/lib/providers/provider-names";

export type ScopeQuery = Partial<
  Record<"provider" | "effect" | "country" | "operator" | "kind" | "look", string | string[]>
>;

export interface AskedScope {
  provider: string;
  effect: string;
  country: string;
  operator: string;
  kind: string;
  /** To be rehearsed; undefined while something is still to be chosen. */
  rule: RehearsedRule | undefined;
}

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? "";

/** A rule as its fields say it; undefined when one of them makes no sense. */
export function ruleOf(
  fields: Record<"provider" | "effect" | "country" | "operator" | "kind", string>,
): RehearsedRule | undefined {
  const provider = PROVIDER_NAMES.find((name) => name === fields.provider);
  const effect = (["pin", "exclude"] as const).find((one) => one === fields.effect);
  const kind = PRODUCT_KINDS.find((one) => one === fields.kind);
  if (!provider || !effect || (fields.kind && !kind)) return undefined;
  if (fields.country && !/^[A-Z]{2}$/.test(fields.country)) return undefined;
  if (fields.operator && !isUuid(fields.operator)) return undefined;
  return {
    provider,
    effect,
    kind,
    country: fields.operator ? undefined : fields.country || undefined,
    operatorId: fields.operator || undefined,
  };
}

/** What an address asks to rehearse. */
export function readScope(query: ScopeQuery): AskedScope {
  const fields = {
    provider: first(query.provider),
    effect: first(query.effect),
    country: first(query.country),
    operator: first(query.operator),
    kind: first(query.kind),
  };
  return { ...fields, rule: first(query.look) ? ruleOf(fields) : undefined };
}
