const NOISE = new Set(
  (
    "mobile mobil telecom telecoms telecommunications telecommunication communications communication cellular gsm ltd limited plc " +
    "sa inc llc company co the wireless network networks group gmbh ag ab oy as bv nv srl spa de la pjsc ojsc cjsc jsc ooo " +
    "telekom telecomunicaciones corporation corp services service international pty pvt private islands island republic"
  ).split(" "),
);

/** The words that tell one operator of a country from another, for merging spellings of the same network. */
export function normaliseName(name: string, countryName: string): string {
  const words = plainWords(name.replace(/\(.*?\)|\/.*$/g, " "));
  const country = new Set(plainWords(countryName));
  const kept = words.filter((word) => !NOISE.has(word) && !country.has(word));
  return (kept.length > 0 ? kept : words).join("");
}

/** Lower-case letters and digits of a name with hyphens between words. */
export function slugOf(name: string): string {
  return plainWords(name).join("-");
}

function plainWords(text: string): string[] {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/ı/g, "i")
    .replace(/&/g, " and ")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

const NO_RETAIL =
  /iridium|thuraya|globalstar|inmarsat|railway|twilio|airwave|wireless logic|\bm2m\b|\biot\b|police|defen[cs]e|military|government|truphone|gigsky|satellite|paging|test|fixed|broadband|wimax|home office|security|bandwidth|jasper|onvoy|fractel|cloud|trunk|tetra|voip|1nce|emnify|transatel|pkp|db netz|450connect|red compartida|conecta|nbn|numerex|research|rail/i;

/** False for machines, satellites, state networks and others that sell no prepaid refills. */
export function sellsRefills(name: string): boolean {
  return !NO_RETAIL.test(name);
}
