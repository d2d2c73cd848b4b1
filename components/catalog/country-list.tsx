import { CountryTile } from "./country-tile";

export interface ListedCountry {
  country: string;
  name: string;
  href: string;
  note: string;
}

export function CountryList({ countries }: { countries: ListedCountry[] }) {
  return (
    <ul className="grid gap-2.5 sm:grid-cols-2 md:grid-cols-3">
      {countries.map(({ country, name, href, note }) => (
        <li key={country}>
          <CountryTile country={country} name={name} href={href} note={note} />
        </li>
      ))}
    </ul>
  );
}
