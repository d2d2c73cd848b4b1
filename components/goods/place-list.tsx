import Link from "next/link";
import { CountryTile } from "@/components/catalog/country-tile";
import { Globe } from "@/components/ui/globe";
import { LinkBusy } from "@/components/ui/link-busy";

/** A country or a region with its link and a note below its name, already written. */
export interface WrittenPlace {
  href: string;
  name: string;
  note: string;
  /** Null: a region. */
  country: string | null;
}

function RegionTile({ href, name, note }: WrittenPlace) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex min-h-18 items-center gap-3.5 rounded-md border border-rule bg-surface px-4 py-3 text-ink no-underline shadow-rest hover:border-rule-strong"
    >
      <span className="grid w-8.25 flex-none place-items-center">
        <Globe size={28} />
      </span>
      <span className="grid min-w-0">
        <strong className="leading-snug font-bold">{name}</strong>
        <span className="truncate text-xs text-ink-3">{note}</span>
      </span>
      <LinkBusy />
    </Link>
  );
}

export function PlaceList({ places }: { places: WrittenPlace[] }) {
  return (
    <ul className="grid gap-2.5 sm:grid-cols-2 md:grid-cols-3">
      {places.map((place) => (
        <li key={place.href}>
          {place.country === null ? (
            <RegionTile {...place} />
          ) : (
            <CountryTile country={place.country} name={place.name} href={place.href} note={place.note} />
          )}
        </li>
      ))}
    </ul>
  );
}
