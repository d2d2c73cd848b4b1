import {
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
  type PhoneNumber,
} from "libphonenumber-js/max";
import { fail, ok, type Result } from "@/lib/core/result";
import { digitsOf } from "./digits-of";
import { isForbiddenDestination, type DestinationRule } from "@/lib/core/forbidden-destination";
import { isPortable } from "./portable-countries";

export interface ParsedNumber {
  /** `+2348031234567` */
  e164: string;
  /** ISO 3166 alpha-2. */
  country: string;
  callingCode: string;
  /** `0803 123 4567` */
  national: string;
  /** `+234 803 123 4567` */
  international: string;
  kind: "mobile" | "fixed-or-mobile" | "unknown";
  /** Numbers may move between operators here: the range is only a hint. */
  portable: boolean;
}

export type PhoneFailure =
  | { code: "number-empty" }
  | { code: "number-has-letters" }
  | { code: "number-too-short" }
  | { code: "number-too-long" }
  /** National format and no country chosen. */
  | { code: "number-needs-country" }
  | { code: "number-invalid"; values?: { country: string } }
  | { code: "number-is-landline" }
  /** Free, premium or short numbers that no phone in a pocket has. */
  | { code: "number-is-no-mobile" }
  | { code: "destination-forbidden"; values: { country: string } };

const NO_MOBILE = new Set(
  "PREMIUM_RATE TOLL_FREE SHARED_COST PERSONAL_NUMBER UAN PAGER VOICEMAIL".split(" "),
);
/** From this many digits on, a number without a plus may be read as one with it. */
const LEAST_WITHOUT_PLUS = { countryChosen: 11, noCountry: 12 };

/** How many digits mobile numbers of a country may have, without the calling code; other numbers may be far longer. */
function mobileLengths(country: CountryCode): number[] {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan as unknown as {
    possibleLengths(): number[];
    type(name: "MOBILE"): { possibleLengths(): number[] } | undefined;
  };
  return plan.type("MOBILE")?.possibleLengths() ?? plan.possibleLengths();
}

function lengthFailure(request: {
  text: string;
  number: PhoneNumber | undefined;
  chosen: CountryCode | undefined;
}): PhoneFailure | undefined {
  const { text, number, chosen } = request;
  const country = number?.country ?? chosen;
  if (number && country) {
    const digits = number.nationalNumber.length;
    const lengths = mobileLengths(country);
    if (digits < Math.min(...lengths)) return { code: "number-too-short" };
    if (digits > Math.max(...lengths)) return { code: "number-too-long" };
    return undefined;
  }
  const problem = validatePhoneNumberLength(text, chosen);
  if (problem === "TOO_SHORT") return { code: "number-too-short" };
  return problem === "TOO_LONG" ? { code: "number-too-long" } : undefined;
}

function judge(number: PhoneNumber, rule: DestinationRule): Result<ParsedNumber, PhoneFailure> {
  const { country } = number;
  if (country && isForbiddenDestination({ country, digits: number.number.slice(1) }, rule)) {
    return fail({ code: "destination-forbidden", values: { country } });
  }
  if (!number.isValid()) return fail({ code: "number-invalid", ...(country ? { values: { country } } : {}) });
  // Satellite phones and free numbers of the whole world have no country.
  if (!country) return fail({ code: "number-is-no-mobile" });
  const type = number.getType();
  if (type === "FIXED_LINE") return fail({ code: "number-is-landline" });
  if (type && NO_MOBILE.has(type)) return fail({ code: "number-is-no-mobile" });
  return ok({
    e164: number.number,
    country,
    callingCode: number.countryCallingCode,
    national: number.formatNational(),
    international: number.formatInternational(),
    kind: type === "MOBILE" ? "mobile" : type === "FIXED_LINE_OR_MOBILE" ? "fixed-or-mobile" : "unknown",
    portable: isPortable(country),
  });
}

/** Many paste the calling code without its plus; only what is long enough to hold one is read that way. */
function withPlus(digits: string, chosen: CountryCode | undefined): PhoneNumber | undefined {
  const least = chosen ? LEAST_WITHOUT_PLUS.countryChosen : LEAST_WITHOUT_PLUS.noCountry;
  if (digits.length < least || digits.startsWith("0")) return undefined;
  const number = parsePhoneNumberFromString(`+${digits}`);
  return number?.isValid() ? number : undefined;
}

/**
 * Reads a number in any format: international, or national with a chosen country. Server only: it carries the full numbering plans.
 * @param request.country ISO 3166 alpha-2 of the chosen country, used when the number has no calling code
 * @param rule what is sold to though it is forbidden; without it nothing is
 */
export function parseNumber(
  request: { input: string; country?: string },
  rule: DestinationRule = { sellToForbidden: [] },
): Result<ParsedNumber, PhoneFailure> {
  const typed = digitsOf(request.input.slice(0, 200));
  if (typed.letters) return fail({ code: "number-has-letters" });
  if (typed.digits === "") return fail({ code: "number-empty" });
  const chosen = request.country && isSupportedCountry(request.country) ? request.country : undefined;
  const text = typed.international ? `+${typed.digits}` : typed.digits;
  const country = typed.international ? undefined : chosen;
  const number = typed.international || country ? parsePhoneNumberFromString(text, country) : undefined;
  if (number?.isValid()) return judge(number, rule);
  const plus = typed.international ? undefined : withPlus(typed.digits, chosen);
  if (plus) return judge(plus, rule);
  if (!typed.international && !chosen) {
    return fail({ code: typed.digits.length < 6 ? "number-too-short" : "number-needs-country" });
  }
  const wrongLength = lengthFailure({ text, number, chosen: country });
  if (wrongLength) return fail(wrongLength);
  return number
    ? judge(number, rule)
    : fail({ code: "number-invalid", ...(chosen ? { values: { country: chosen } } : {}) });
}
