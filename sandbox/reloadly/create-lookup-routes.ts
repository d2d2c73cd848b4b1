import type { Route, SandboxReply, SandboxRequest } from "../outside";
import { readWorld, type WorldOperator } from "../world/read-world";
import { bodyField, failAt, type HostParts } from "./create-catalogue-routes";
import { readFilter } from "./open-catalogue";
import { readPhonePart } from "./read-phone";
import { replyJson } from "./reply-with";
import { wireErrors } from "./wire-errors";

/** Auto-detection by number range and the look-up that knows ported numbers. */
export function createLookupRoutes({ outside, catalogue, guard }: HostParts): Route[] {
  const world = readWorld();
  const fail = failAt(outside);
  const isSold = ({ key }: WorldOperator) => catalogue.airtimeOf(key) !== undefined;
  const scenarioOf = (request: SandboxRequest, digits: string) =>
    request.fault?.scenario ?? outside.scenarioOf(`+${digits}`);

  const detect = (request: SandboxRequest): SandboxReply => {
    const iso = (request.params["iso"] ?? "").toUpperCase();
    if (!/^[A-Z]{2}$/.test(iso)) return fail(request, wireErrors.countryUnknown);
    const country = catalogue.country(iso);
    if (!country) return fail(request, wireErrors.countryNotDetectable);
    if (iso === "IN") return fail(request, wireErrors.detectOnlyLive);
    const digits = readPhonePart(request.params["phone"] ?? "", country);
    const scenario = scenarioOf(request, digits);
    if (scenario === "0004") return fail(request, wireErrors.notDetected);
    const network =
      scenario === "0013" ? world.anotherOperator(digits, iso, isSold) : world.rangeHolder(digits, iso);
    const operator = network && catalogue.airtimeOf(network.key);
    const filter = readFilter(request.query);
    if (!operator || !filter.wants(operator)) return fail(request, wireErrors.notDetected);
    return { ...replyJson(catalogue.text(operator, filter)), delayMs: request.fault?.delayMs };
  };

  const lookUpPorted = (request: SandboxRequest, phone: string, iso: string): SandboxReply => {
    const country = catalogue.country(iso.toUpperCase());
    if (!country) return fail(request, wireErrors.mnpFailed);
    const digits = readPhonePart(phone, country);
    const network = world.servingOperator(digits, country.iso);
    const operator = network && catalogue.airtimeOf(network.key);
    if (!operator || scenarioOf(request, digits) === "0004") return fail(request, wireErrors.mnpFailed);
    return replyJson(catalogue.text(operator, readFilter(request.query)));
  };

  return [
    { method: "GET", path: "/operators/auto-detect/phone/:phone/countries/:iso", handle: guard(detect) },
    {
      method: "GET",
      path: "/operators/mnp-lookup/phone/:phone/countries/:iso",
      handle: guard((request) =>
        lookUpPorted(request, request.params["phone"] ?? "", request.params["iso"] ?? ""),
      ),
    },
    {
      method: "POST",
      path: "/mnp-lookup/operators",
      handle: guard((request) =>
        lookUpPorted(request, String(bodyField(request, "phone")), String(bodyField(request, "countryCode"))),
      ),
    },
  ];
}
