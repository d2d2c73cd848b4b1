import { listEsimPlaces } from "@/lib/catalog";
import type { EsimPlaceView } from "@/lib/catalog/types";
import { countryName } from "@/lib/phone/country-name";
import { runtime } from "@/lib/runtime";

const KEPT_MS = 60_000;

/** By the currency they are priced in. Every plan of the world is priced for it: not once a visitor. */
const kept = new Map<string, { until: number; places: Promise<EsimPlaceView[]> }>();

/** Everywhere an eSIM can be bought for, with its name in the locale, by that name; as it was a minute ago at most. */
export async function readEsimPlaces(
  locale: string,
  currency: string,
): Promise<(EsimPlaceView & { name: string })[]> {
  const { context, env } = runtime();
  if (!env.databaseUrl) return [];
  const now = Date.now();
  let entry = kept.get(currency);
  if (!entry || entry.until < now) {
    const places = listEsimPlaces(context({ kind: "system", id: "pages" }), { currency });
    kept.set(currency, (entry = { until: now + KEPT_MS, places }));
    places.catch(() => kept.delete(currency));
  }
  const places = await entry.places;
  return places
    .map((place) => ({ ...place, name: countryName(place.region ?? place.country, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}
