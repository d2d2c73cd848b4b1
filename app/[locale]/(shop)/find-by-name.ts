const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/** Things whose name, or English path, begins with what was typed, then those that contain it; all of them for nothing. */
export function findByName<Thing extends { name: string; slug: string }>(
  all: Thing[],
  query: string,
): Thing[] {
  const wanted = plain(query);
  if (wanted === "") return all;
  const texts = (thing: Thing) => [plain(thing.name), thing.slug.replaceAll("-", " ")];
  const begins = all.filter((thing) => texts(thing).some((text) => text.startsWith(wanted)));
  const contains = all.filter((thing) => texts(thing).some((text) => text.includes(wanted)));
  return [...new Set([...begins, ...contains])];
}
