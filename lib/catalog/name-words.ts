import { COUNTRIES } from "@/lib/phone/calling-codes";

/** Forms of companies and small words: they never tell a network. */
export const LEGAL_WORDS = new Set(
  (
    "ltd limited llc llp plc inc incorporated co corp corporation corporacion company companhia compania compagnie empresa societe sa sas " +
    "sau sarl sac saoc sprl spa srl ag gmbh bv nv ab as asa oy oyj pt tbk pvt pty sdn bhd berhad jsc ojsc pjsc cjsc sjsc zao oao ooo doo " +
    "dooel ad ead eood ehf hf ltda sprl lda kk sia uab aps group holding holdings the of de del do da des and et jv dba"
  ).split(" "),
);

/** What every network is: it does not tell one of a country from another, unless nothing else does. */
export const GENERIC_WORDS: ReadonlyMap<string, string> = new Map([
  ...listed(
    "mobile",
    "mobile mobil movil moviles movel moveis mobiles mobilecom cellular cellulaire celular celulares cell gsm cdma pcs",
  ),
  ...listed(
    "telecom",
    "telecom telecoms telekom telecommunication telecommunications telecomunicaciones telecomunicacoes telecommunicatie " +
      "telekomunikasi telekommunikation communication communications comunicaciones comunicacoes telephone telephones telefon telephony",
  ),
  ...listed(
    "",
    "lte 3g 4g 5g network networks wireless services service national island islands isl is republic technologies digital response",
  ),
]);

/** Words of products: providers list a network's bundles, data and PINs as operators of their own. */
export const PRODUCT_WORDS = new Set(
  (
    "prepaid prepago postpaid bundle bundles data pin pins combo combos plan plans internet airtime topup topups recharge recharges " +
    "refill refills voucher vouchers international package packages pack packs voice sms minutes roaming"
  ).split(" "),
);

function listed(canonical: string, list: string): [string, string][] {
  return list.split(" ").map((word) => [word, canonical]);
}

/** Names of countries in other words than those of CLDR. */
const MORE_COUNTRY_WORDS: Readonly<Record<string, string>> = {
  CD: "drc rdc congo democratic kinshasa",
  CG: "brazzaville",
  CI: "ivory coast d ivoire",
  CZ: "czech",
  GB: "uk britain england",
  AE: "uae emirates",
  KG: "kirgizstan kyrgyz",
  LA: "lao",
  MK: "macedonia",
  MM: "burma",
  PS: "palestine",
  RS: "srbija",
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
  HK: "hk hongkong",
  MO: "macau",
  ST: "stp",
  VI: "usvi",
};

/** Languages of trade; each country's own comes beside them. */
const OTHER_LANGUAGES = ["fr", "es", "pt", "de"];

const nameOf = (country: string, language: string): string =>
  new Intl.DisplayNames(language, { type: "region" }).of(country) ?? "";
const known = new Map<string, ReadonlySet<string>>();

/** Lower-case words of letters and digits, accents off; apostrophes, `&` and the dots of abbreviations join what they stand between. */
export function plainWords(text: string): string[] {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/ı/g, "i")
    .toLowerCase()
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1")
    .replace(/\ba\/s\b/g, "as")
    .replace(/['’`&]/g, "")
    .replace(/\bsar china\b/g, "sar")
    .replace(/\btop[\s-]?up(s?)\b/g, "topup$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

let nations: ReadonlySet<string> | undefined;

/** Whether a word is a country's, wherever: "Monaco Telecom" in Cyprus is told by both words. */
export function isNation(word: string): boolean {
  nations ??= new Set(
    COUNTRIES.map(({ country }) => plainWords(nameOf(country, "en")))
      .filter((words) => words.length === 1)
      .flat(),
  );
  return nations.has(word);
}

/** Words of the country's name, in the common languages of trade and in its own. */
export function countryWords(country: string): ReadonlySet<string> {
  const made = known.get(country) ?? new Set(wordsOfCountry(country));
  known.set(country, made);
  return made;
}

function* wordsOfCountry(country: string): Iterable<string> {
  const english = plainWords(nameOf(country, "en"));
  const own = new Intl.Locale(`und-${country}`).maximize().language;
  const others = [...OTHER_LANGUAGES, own].flatMap((language) => plainWords(nameOf(country, language)));
  // "Macao" is China in some languages; its China Telecom is still told by that word.
  const words = [...english, ...others.filter((word) => !isNation(word))];
  yield* words.filter((word) => word.length > 1 && !LEGAL_WORDS.has(word));
  yield* (MORE_COUNTRY_WORDS[country] ?? "").split(" ").filter(Boolean);
}
