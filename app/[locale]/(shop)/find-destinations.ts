import type { Destination } from "./read-destinations";

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/** Countries that a search means: by name, English name, calling code, code or operator; beginnings first. */
export function findDestinations(all: Destination[], query: string): Destination[] {
  const wanted = plain(query.replace(/^\+|^00/, ""));
  if (!wanted) return all;
  const rank = ({ name, slug, country, callingCode, operators }: Destination): number => {
    const names = [plain(name), slug.replace(/-/g, " ")];
    if (country.toLowerCase() === wanted || callingCode === wanted) return 0;
    if (names.some((text) => text.startsWith(wanted))) return 1;
    if (names.some((text) => text.includes(wanted))) return 2;
    return operators.some((operator) => plain(operator.name).includes(wanted)) ? 3 : 4;
  };
  return all
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((ranked) => ranked.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}
