import type { Outside, Route, SandboxReply, SandboxRequest } from "../outside";
import { describeCommission } from "./describe-operator";
import { derivePromotions, type Promotion } from "./derive-promotions";
import { exact, multiply, readExact, toText } from "../exact-decimal";
import type { Guard } from "./guard-requests";
import { readFilter, type Catalogue } from "./open-catalogue";
import { pageOf, readPageWish } from "./page-of";
import type { ReloadlyOperator } from "./reloadly-operator";
import { literal, replyError, replyJson, toJson } from "./reply-with";
import { wireErrors } from "./wire-errors";
import type { WorldCountry } from "../world/read-world";

export interface HostParts {
  outside: Outside;
  catalogue: Catalogue;
  guard: Guard;
}

const PAGE = { size: 200, cap: 1000 };
const asIs = (text: string) => text;

/** Countries, operators, exchange, commissions and promotions of the airtime host. */
export function createCatalogueRoutes(parts: HostParts): Route[] {
  return [
    ...countryRoutes(parts),
    ...operatorRoutes(parts),
    ...commissionRoutes(parts),
    ...promotionRoutes(parts),
  ];
}

function countryRoutes({ outside, catalogue, guard }: HostParts): Route[] {
  const list = JSON.stringify(catalogue.countries.map(describeCountry));
  return [
    { method: "GET", path: "/countries", handle: guard(() => replyJson(list)) },
    {
      method: "GET",
      path: "/countries/:iso",
      handle: guard((request) => {
        const country = catalogue.country((request.params["iso"] ?? "").toUpperCase());
        if (!country)
          return replyError(wireErrors.countryUnknown, { path: request.path, now: outside.now() });
        return { json: describeCountry(country) };
      }),
    },
  ];
}

function describeCountry(country: WorldCountry): Record<string, unknown> {
  return {
    isoName: country.iso,
    name: country.name,
    continent: country.continent,
    currencyCode: country.currency,
    currencyName: country.currencyName,
    currencySymbol: country.currencySymbol,
    flag: `https://s3.amazonaws.com/rld-flags/${country.iso.toLowerCase()}.svg`,
    callingCodes: [country.callingCode],
  };
}

function operatorRoutes({ outside, catalogue, guard }: HostParts): Route[] {
  const fail = failAt(outside);
  const convert = (request: SandboxRequest, id: unknown): SandboxReply => {
    const operator = catalogue.byId(Number(id));
    const amount = readExact(bodyField(request, "amount"));
    if (!operator) return fail(request, wireErrors.operatorUnknown);
    if (!amount || amount.n <= 0n)
      return fail(request, wireErrors.badInput("amount must be a positive number"));
    const total = toText(multiply(amount, exact(operator.rate)), 11).replace(/\.?0+$/, "");
    const fx = {
      id: operator.id,
      name: operator.name,
      fxRate: literal(total),
      currencyCode: operator.currency,
    };
    return replyJson(toJson(fx));
  };
  return [
    {
      method: "GET",
      path: "/operators",
      handle: guard(({ query }) =>
        replyJson(pageOf(catalogue.texts(readFilter(query)), readPageWish(query, PAGE), asIs)),
      ),
    },
    {
      method: "GET",
      path: "/operators/countries/:iso",
      handle: guard((request) => {
        const iso = (request.params["iso"] ?? "").toUpperCase();
        if (!catalogue.country(iso)) return fail(request, wireErrors.countryUnknown);
        return replyJson(`[${catalogue.texts(readFilter(request.query), iso).join(",")}]`);
      }),
    },
    {
      method: "GET",
      path: "/operators/:operatorId",
      handle: guard((request) => {
        const operator = catalogue.byId(Number(request.params["operatorId"]));
        if (!operator) return fail(request, wireErrors.operatorUnknown);
        return replyJson(catalogue.text(operator, readFilter(request.query)));
      }),
    },
    {
      method: "POST",
      path: "/operators/fx-rate",
      handle: guard((request) => convert(request, bodyField(request, "operatorId"))),
    },
    {
      method: "POST",
      path: "/operators/:operatorId/fx-rate",
      handle: guard((request) => convert(request, request.params["operatorId"])),
    },
  ];
}

function commissionRoutes({ outside, catalogue, guard }: HostParts): Route[] {
  const text = (operator: ReloadlyOperator) => toJson(describeCommission(operator));
  const all = catalogue.all.map(text);
  return [
    {
      method: "GET",
      path: "/operators/commissions",
      handle: guard(({ query }) => replyJson(pageOf(all, readPageWish(query, PAGE), asIs))),
    },
    {
      method: "GET",
      path: "/operators/:operatorId/commissions",
      handle: guard((request) => {
        const operator = catalogue.byId(Number(request.params["operatorId"]));
        return operator ? replyJson(text(operator)) : failAt(outside)(request, wireErrors.operatorUnknown);
      }),
    },
  ];
}

function promotionRoutes({ outside, catalogue, guard }: HostParts): Route[] {
  const running = (language?: string) => derivePromotions(catalogue.all, outside.now(), language);
  const some = (wanted: (promotion: Promotion, request: SandboxRequest) => boolean) =>
    guard((request) => ({
      json: running()
        .filter((one) => wanted(one, request))
        .map((one) => one.json),
    }));
  const inCountry = some(
    (promotion, { params }) => promotion.country === (params["iso"] ?? "").toUpperCase(),
  );
  return [
    {
      method: "GET",
      path: "/promotions",
      handle: guard(({ query }) => {
        const text = (promotion: Promotion) => JSON.stringify(promotion.json);
        return replyJson(pageOf(running(query.get("languageCode") ?? "en"), readPageWish(query, PAGE), text));
      }),
    },
    { method: "GET", path: "/promotions/country-codes/:iso", handle: inCountry },
    { method: "GET", path: "/promotions/countries/:iso", handle: inCountry },
    {
      method: "GET",
      path: "/promotions/operators/:operatorId",
      handle: some((promotion, { params }) => promotion.operatorId === Number(params["operatorId"])),
    },
    {
      method: "GET",
      path: "/promotions/:promotionId",
      handle: guard((request) => {
        const found = running().find((promotion) => promotion.id === Number(request.params["promotionId"]));
        return found ? { json: found.json } : failAt(outside)(request, wireErrors.promotionUnknown);
      }),
    },
  ];
}

/** One field of a JSON object body; undefined when there is none. */
export function bodyField(request: SandboxRequest, name: string): unknown {
  const body = request.json();
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

export function failAt(outside: Outside) {
  return (request: SandboxRequest, error: Parameters<typeof replyError>[0]): SandboxReply =>
    replyError(error, { path: request.path, now: outside.now() });
}
