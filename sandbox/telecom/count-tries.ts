import type { Collection, Outside } from "../outside";

interface Tries {
  id: string;
  count: number;
  firstAt: number;
}

const MOST_TRIES = 2;
/** Unscaled milliseconds after which what was down is up again. */
const DOWN_FOR = 20 * 60_000;

/** True while a number's trouble lasts: for two tries or twenty minutes; then it works once, and starts anew. */
export function countTries(outside: Outside): (id: string) => boolean {
  const rows: Collection<Tries> = outside.collection("telecom-tries");
  return (id) => {
    const known = rows.get(id);
    const now = outside.now();
    const { count, firstAt } = { count: (known?.count ?? 0) + 1, firstAt: known?.firstAt ?? now };
    const over = count > MOST_TRIES || now - firstAt > outside.scaled(DOWN_FOR);
    if (over) rows.remove(id);
    else rows.put({ id, count, firstAt });
    return !over;
  };
}
