import mccMncList from "mcc-mnc-list";

/** One operational national network of a country. */
export interface Network {
  brand: string | null;
  operator: string | null;
  /** `621-30` */
  code: string;
  mobile: boolean;
}

const CONTINENT_BY_MCC: Record<string, string> = {
  "2": "Europe",
  "3": "North America",
  "4": "Asia",
  "5": "Oceania",
  "6": "Africa",
  "7": "South America",
};

/** Countries where the first digit of the MCC misleads. */
const CONTINENT_EXCEPTIONS: Record<string, string> = {
  ...Object.fromEntries(["BZ", "CR", "GT", "HN", "NI", "PA", "SV"].map((iso) => [iso, "North America"])),
  ...Object.fromEntries(["ID", "MY", "PH", "SG", "TH", "BN", "TL"].map((iso) => [iso, "Asia"])),
  ...Object.fromEntries(["AM", "AZ", "GE", "TR"].map((iso) => [iso, "Asia"])),
  ...Object.fromEntries(["AC", "IO", "SH", "TA"].map((iso) => [iso, "Africa"])),
  GL: "North America",
};

/** Networks and continent by country, from the operational national entries. */
export function readNetworks(): { networks: Map<string, Network[]>; continents: Map<string, string> } {
  const networks = new Map<string, Network[]>();
  const continents = new Map<string, string>();
  for (const record of mccMncList.all()) {
    if (record.type !== "National" || record.status !== "Operational" || !record.countryCode) continue;
    for (const iso of record.countryCode.replace("GE-AB", "GE").split("/")) {
      const list = networks.get(iso) ?? [];
      networks.set(iso, list);
      list.push({
        brand: record.brand,
        operator: record.operator,
        code: `${record.mcc}-${record.mnc}`,
        mobile: /GSM|UMTS|LTE|5G|MVNO/.test(record.bands ?? ""),
      });
      const continent = CONTINENT_EXCEPTIONS[iso] ?? CONTINENT_BY_MCC[record.mcc.slice(0, 1)];
      if (continent) continents.set(iso, continent);
    }
  }
  return { networks, continents };
}
