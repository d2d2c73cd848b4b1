/** Units that belong to the number before them: "5 GB" is one word. */
const UNITS: Record<string, string> = {
  gb: "gb",
  gig: "gb",
  gigs: "gb",
  mb: "mb",
  min: "min",
  mins: "min",
  minute: "min",
  minutes: "min",
  sms: "sms",
  day: "day",
  days: "day",
};

const AMOUNT = new RegExp(
  `(\\d+(?:\\.\\d+)?)\\s*(${Object.keys(UNITS)
    .toSorted((a, b) => b.length - a.length)
    .join("|")})(?![\\p{L}])`,
  "gu",
);

const MOST_WORDS = 8;
/** Nobody types more of a word than that to be understood. */
const LONGEST = 24;

/**
 * The words of a text as they are searched for: without case and accents, "T-Mobile 1,5 GB" → `t`, `mobile`, `1.5gb`. Letters of every script
 * are kept.
 */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/(\d),(\d)/g, "$1.$2")
    .replace(AMOUNT, (_, amount: string, unit: string) => ` ${amount}${UNITS[unit] ?? unit} `);
  const words = plain.match(/\p{N}+(?:\.\p{N}+)?[\p{L}\p{M}]*|[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map((word) => word.slice(0, LONGEST));
}

/** The words somebody looks for, each once. */
export const wordsOfQuery = (query: string): string[] =>
  [...new Set(searchWords(query))].slice(0, MOST_WORDS);

/** How many slips a word of this length may have. */
const slipsOf = (word: string): number => (word.length < 4 ? 0 : word.length < 7 ? 1 : 2);

/** What is looked at for slips: the rest of a long word tells nothing more. */
const HEAD = 10;

/**
 * A word with as many letters left out as it may have slips, in every way: two words that share one of these are a slip or two apart
 * ("symmetric delete"), so a misspelt word is found by its key alone. Words with digits are never taken for others.
 */
export function spellingsOf(word: string): string[] {
  const found = new Set([word.slice(0, HEAD)]);
  if (/\p{N}/u.test(word)) return [...found];
  let last = [...found];
  for (let slip = 0; slip < slipsOf(word); slip += 1) {
    last = last.flatMap((text) => [...text].map((_, index) => text.slice(0, index) + text.slice(index + 1)));
    for (const text of last) found.add(text);
  }
  return [...found];
}

/** Letters to change, leave out, put in or swap to make one word of the other (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  const rows = [...a, ""].map((_, i) => [...b, ""].map((__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.MAX_SAFE_INTEGER;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const row = rows[i];
      if (row) {
        row[j] = Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + same,
          swapped ? at(i - 2, j - 2) + 1 : Number.MAX_SAFE_INTEGER,
        );
      }
    }
  }
  return at(a.length, b.length);
}

/** Letters are swapped more often than left out. */
const sizeGap = (a: string, b: string): number => Math.abs(a.length - b.length);

/**
 * Which of the words that share a spelling with it is meant: the nearest, then the one that stands in most places. Undefined when none is near.
 * @param known words with the number of places they stand in
 */
export function meantWord(typed: string, known: { word: string; uses: number }[]): string | undefined {
  const near = known
    .map(({ word, uses }) => ({
      word,
      uses,
      // A word may be typed in part: its beginning is compared as well.
      distance: Math.min(distanceOf(typed, word), distanceOf(typed, word.slice(0, typed.length)) + 0.5),
    }))
    .filter(({ distance }) => distance <= slipsOf(typed) + 0.5)
    .sort(
      (a, b) => a.distance - b.distance || sizeGap(typed, a.word) - sizeGap(typed, b.word) || b.uses - a.uses,
    );
  return near[0]?.word;
}
