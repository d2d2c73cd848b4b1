import { NETWORK_NAMES } from "./network-names";

/** Words of companies: they do not tell one network of a country from another, unless nothing else does. */
const COMPANY = new Set(
  (
    "mobile mobil movil moviles movel telecom telecoms telecommunication telecommunications telecomunicaciones telekom telecommunicatie " +
    "communication communications cellular cellulaire gsm lte 3g 4g 5g ltd limited llc plc inc co corp corporation company sa sas sarl " +
    "spa srl ag gmbh bv nv ab as pt tbk pvt pty sdn bhd jsc ojsc pjsc cjsc group network networks wireless services service the " +
    "national island islands republic"
  ).split(" "),
);

/** Words of products: providers list a network's bundles, data and PINs as operators of their own. */
const PRODUCT = new Set(
  (
    "prepaid prepago bundle bundles data pin pins combo combos plan plans internet airtime topup topups recharge recharges refill " +
    "refills voucher vouchers international package packages pack packs voice sms minutes roaming"
  ).split(" "),
);

/** English names of countries in other words than the ones that CLDR has. */
const MORE_COUNTRY_WORDS: Readonly<Record<string, string>> = {
  CD: "drc rdc congo democratic kinshasa",
  CG: "brazzaville",
  CI: "ivory coast d ivoire",
  CZ: "czech",
  GB: "uk britain england",
  AE: "uae emirates",
  KG: "kirgizstan",
  LA: "lao",
  MK: "macedonia",
  MM: "burma",
  PS: "palestine",
  SZ: "swaziland",
  TL: "east timor",
  TR: "turkey",
  US: "usa america",
  VC: "st svg",
  KN: "st",
  LC: "st",
  CV: "cape verde",
  CF: "car centrafrique",
  BN: "brunei",
};

const LANGUAGES = ["en", "fr", "es", "pt", "de"].map(
  (locale) => new Intl.DisplayNames(locale, { type: "region" }),
);

const countryWordsKnown = new Map<string, Set<string>>();

/** Lower-case words of letters and digits, accents off; apostrophes and `&` join what they stand between. */
function plainWords(text: string): string[] {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/ı/g, "i")
    .toLowerCase()
    .replace(/['’`&]/g, "")
    .replace(/\btop[\s-]?up(s?)\b/g, "topup$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function countryWords(country: string): Set<string> {
  const known = countryWordsKnown.get(country);
  if (known) return known;
  const names = LANGUAGES.map((language) => language.of(country) ?? "").join(" ");
  const long = plainWords(names).filter((word) => word.length > 1);
  const made = new Set([...long, ...(MORE_COUNTRY_WORDS[country] ?? "").split(" ")]);
  countryWordsKnown.set(country, made);
  return made;
}

/** Leaves out what stands in brackets unless nothing else is there. */
function withoutBrackets(name: string): string {
  const outside = name.replace(/[([{].*?[)\]}]/g, " ").trim();
  return outside === "" ? name : outside;
}

/** A name is still one when it has two letters or is a number, as Three's is. */
const isName = (words: string[]): boolean => words.join("").length > 1 || /^\p{N}$/u.test(words.join(""));

/** "Lycamobile" is "Lyca Mobile"; "9mobile" and "T-Mobile" stay as they are. */
const withoutTail = (word: string): string => word.replace(/^(\p{L}{3,})(?:mobile|telecom|cellular)$/u, "$1");

/** Whether a word is no more than the country the name is sold in. */
function isPlace(word: string, index: number, country: string): boolean {
  return countryWords(country).has(word) || (index > 0 && word === country.toLowerCase());
}

/** The words of a name that tell its network; with company and country words when nothing is told without them. */
function tellingWords(name: string, country: string): string[] {
  const words = plainWords(withoutBrackets(name)).filter((word) => !PRODUCT.has(word));
  const own = words.filter((word, index) => !isPlace(word, index, country));
  const telling = own.filter((word) => !COMPANY.has(word));
  if (isName(telling)) return telling.length === 1 ? telling.map(withoutTail) : telling;
  if (telling.length > 0 && isName(own)) return own;
  return isName(words) ? [...new Set(words)] : plainWords(name);
}

/**
 * What a network's names have in common whoever writes them: `normaliseOperatorName("MTN Nigeria Bundles", "NG")` → `mtn`.
 * Old and second names become the one of NETWORK_NAMES.
 */
export function normaliseOperatorName(name: string, country: string): string {
  const own = tellingWords(name, country).join("");
  return NETWORK_NAMES.get(`${country}:${own}`)?.matchName ?? own;
}

/** How the network is called on pages: the name of NETWORK_NAMES, or the provider's without country and product words. */
export function displayOperatorName(name: string, country: string): string {
  const known = NETWORK_NAMES.get(`${country}:${tellingWords(name, country).join("")}`);
  if (known) return known.name;
  const words = withoutBrackets(name)
    .split(/\s+/)
    .filter((word) => !PRODUCT.has(plainWords(word).join("")));
  const own = words.filter((word, index) => !isPlace(plainWords(word).join(""), index, country));
  const telling = own.some((word) => !COMPANY.has(plainWords(word).join("")));
  const shown = telling && isName(plainWords(own.join(" "))) ? own : words;
  return shown.length > 0 ? shown.join(" ") : name;
}

/** Path segment of a network's name: `talk-n-text`. */
export function operatorSlug(name: string): string {
  return plainWords(name).join("-") || "operator";
}
