import type { Benefits } from "@/lib/catalog/types";
import type { BenefitTexts } from "./use-benefit-texts";

interface Named {
  /** What its provider calls it, and in which language. */
  name: string;
  lang: string;
  benefits: Benefits | null;
}

/** How each of them may stand in a name: "500 MB" for half a gigabyte, "24 hours" for a day. */
function waysOf({ dataGb, minutes, sms, validityDays: days }: Benefits): number[][] {
  const data = dataGb === undefined ? undefined : Number(dataGb);
  return [
    data ? [data, data * 1000, data * 1024] : [],
    minutes ? [minutes] : [],
    sms ? [sms] : [],
    days ? [days, days * 24] : [],
  ].filter((ways) => ways.length > 0);
}

function saysAll(name: string, benefits: Benefits): boolean {
  const said = (name.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  return waysOf(benefits).every((ways) => ways.some((way) => said.includes(way)));
}

/** "5 GB · 100 minutes · 30 days" under a name that does not say it all, or not in the reader's language; empty where nothing is known. */
export function writeBrings(
  { name, lang, benefits }: Named,
  { locale, texts }: { locale: string; texts: (benefits: Benefits) => BenefitTexts },
): string {
  if (!benefits || (lang === locale && saysAll(name, benefits))) return "";
  const { data, minutes, sms, validity } = texts(benefits);
  return [data, minutes, sms, validity].filter(Boolean).join(" · ");
}
