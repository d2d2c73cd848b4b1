import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { NO_CURRENCY } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { countrySlug } from "@/lib/phone/country-slug";
import { isForbiddenDestination, type DestinationRule } from "@/lib/core/forbidden-destination";
import { normaliseOperatorName } from "./normalise-operator-name";
import type { SaleSwitchView, StaffCountry, StaffOperator, StaffProduct } from "./types";

const textOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

const switchOf = (reason: unknown, at: unknown): SaleSwitchView | null =>
  reason === null ? null : { reason: String(reason), at: new Date(String(at)).toISOString() };

const COLUMNS = `o.id, o.name, o.listed_name, o.country, o.slug, o.sort, o.enabled, o.mark_hue, o.mark_letters, o.merged_into,
  own.reason, own.made_at, land.reason, land.made_at,
  (select count(*)::int from products p where p.operator_id = o.id and p.available),
  (select string_agg(distinct po.provider, ', ') from provider_operators po where po.operator_id = o.id)`;

const FROM = `operators o
  left join catalog_switches own on own.kind = 'operator' and own.subject = o.id::text
  left join catalog_switches land on land.kind = 'country' and land.subject = o.country`;

function operatorOf(row: unknown[], rule: DestinationRule): StaffOperator {
  const [
    id,
    name,
    listed,
    country,
    slug,
    sort,
    enabled,
    hue,
    letters,
    merged,
    ownWhy,
    ownAt,
    landWhy,
    landAt,
    products,
    sellers,
  ] = row;
  const land = String(country);
  return {
    id: String(id),
    name: String(name),
    listedName: textOrNull(listed),
    country: land,
    path: `/${countrySlug(land) ?? land.toLowerCase()}/${String(slug)}`,
    sort: String(sort),
    enabled: enabled === true,
    mark: { hue: hue === null ? null : Number(hue), letters: textOrNull(letters) },
    mergedInto: textOrNull(merged),
    off: switchOf(ownWhy, ownAt),
    countryOff: switchOf(landWhy, landAt),
    forbidden: isForbiddenDestination({ country: land }, rule),
    products: Number(products),
    providers: textOrNull(sellers)?.split(", ") ?? [],
  };
}

export interface OperatorsInput {
  /** Part of a name, in any writing. */
  search?: string | undefined;
  /** ISO 3166 alpha-2. */
  country?: string | undefined;
  offOnly?: boolean;
  /** Continue after the operator with this name and id. */
  after?: { name: string; id: string } | undefined;
  limit: number;
}

/** All operators, brands, billers and places, sold or not, by name. @throws NotPermitted */
export async function listStaffOperators(
  ctx: Ctx,
  { search, country, offOnly, after, limit }: OperatorsInput,
): Promise<{ operators: StaffOperator[]; more: boolean }> {
  assertMay(ctx.actor, "catalog.read");
  const rows = await runStatement(ctx, (place) => {
    const name = search?.trim();
    const where = [
      "o.merged_into is null",
      ...(name
        ? [
            `(position(lower(${place(name)}) in lower(o.name)) > 0 or position(${place(normaliseOperatorName(name, country ?? "US") || name)} in o.match_name) > 0)`,
          ]
        : []),
      ...(country ? [`o.country = ${place(country)}`] : []),
      ...(offOnly ? ["not o.enabled"] : []),
      ...(after ? [`(lower(o.name), o.id) > (lower(${place(after.name)}), ${place(after.id)}::uuid)`] : []),
    ];
    return `select ${COLUMNS} from ${FROM} where ${where.join(" and ")} order by lower(o.name), o.id limit ${place(limit + 1)}::int`;
  });
  return {
    operators: rows.slice(0, limit).map((row) => operatorOf(row, ctx.policy)),
    more: rows.length > limit,
  };
}

/** One of them with everything it sells or sold. @throws NotPermitted */
export async function readStaffOperator(
  ctx: Ctx,
  { operatorId }: { operatorId: string },
): Promise<{ operator: StaffOperator; products: StaffProduct[] } | null> {
  assertMay(ctx.actor, "catalog.read");
  const [[row], products] = await Promise.all([
    runStatement(ctx, (place) => `select ${COLUMNS} from ${FROM} where o.id = ${place(operatorId)}::uuid`),
    runStatement(
      ctx,
      (
        place,
      ) => `select p.id, p.kind, p.description, p.own_words, p.denomination, p.currency, p.face_minor, p.min_minor, p.max_minor,
          p.enabled, p.available, s.reason, s.made_at,
          (select string_agg(distinct f.provider, ', ') from offers f where f.product_id = p.id and f.active)
        from products p left join catalog_switches s on s.kind = 'product' and s.subject = p.id::text
        where p.operator_id = ${place(operatorId)}::uuid order by not p.available, p.kind, p.face_minor nulls first, p.id limit 500`,
    ),
  ]);
  if (!row) return null;
  return {
    operator: operatorOf(row, ctx.policy),
    products: products.map((one): StaffProduct => {
      const [
        id,
        kind,
        description,
        ownWords,
        denomination,
        currency,
        face,
        least,
        most,
        enabled,
        available,
        why,
        at,
        sellers,
      ] = one;
      const money = (minor: unknown) =>
        minor === null || currency === NO_CURRENCY
          ? null
          : { minor: Number(minor), currency: String(currency) };
      return {
        id: String(id),
        kind: String(kind),
        description: String(description),
        ownWords: textOrNull(ownWords),
        range: denomination === "range",
        face: money(face),
        least: money(least),
        most: money(most),
        enabled: enabled === true,
        available: available === true,
        off: switchOf(why, at),
        providers: textOrNull(sellers)?.split(", ") ?? [],
      };
    }),
  };
}

/** Countries that something is listed for, with what is switched off or forbidden among them. @throws NotPermitted */
export async function listStaffCountries(ctx: Ctx): Promise<StaffCountry[]> {
  assertMay(ctx.actor, "catalog.read");
  const rows = await runStatement(
    ctx,
    () => `select o.country, count(*)::int, count(*) filter (where not o.enabled)::int, s.reason, s.made_at
      from operators o left join catalog_switches s on s.kind = 'country' and s.subject = o.country
      where o.merged_into is null group by o.country, s.reason, s.made_at`,
  );
  return rows.map(([country, operators, off, reason, at]) => ({
    country: String(country),
    operators: Number(operators),
    operatorsOff: Number(off),
    off: switchOf(reason, at),
    forbidden: isForbiddenDestination({ country: String(country) }, ctx.policy),
  }));
}
