/** `MTN Côte d'Ivoire Data` → `mtn-cote-d-ivoire-data`. */
export function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** Gives each slug away once; a second of the same name gets a number. */
export function createSlugs(): { take(name: string): string } {
  const taken = new Map<string, number>();
  return {
    take(name) {
      const slug = slugOf(name);
      const count = (taken.get(slug) ?? 0) + 1;
      taken.set(slug, count);
      return count === 1 ? slug : `${slug}-${count}`;
    },
  };
}
