import type { Collection, Outside } from "./outside";

interface Tries {
  id: string;
  count: number;
  firstAt: number;
}

const MOST_TRIES = 2;
/** What is down is up again after it; milliseconds of unscaled time. */
export const DOWN_FOR = 20 * 60_000;

/**
 * True while a number's trouble lasts: for two tries, or for `lastsMs` of unscaled time where that is given; then it works once, and starts
 * anew. `collection` keeps the tries over a restart.
 */
export function countTries(outside: Outside, collection: string): (id: string, lastsMs?: number) => boolean {
  const rows: Collection<Tries> = outside.collection(collection);
  return (id, lastsMs = Infinity) => {
    const now = outside.now();
    const known = rows.get(id);
    const { count, firstAt } = { count: (known?.count ?? 0) + 1, firstAt: known?.firstAt ?? now };
    const over = count > MOST_TRIES || now - firstAt > outside.scaled(lastsMs);
    if (over) rows.remove(id);
    else rows.put({ id, count, firstAt });
    return !over;
  };
}
