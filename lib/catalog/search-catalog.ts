import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { countrySlug } from "@/lib/phone/country-slug";
import { meantWord, spellingsOf, wordsOfQuery } from "./search-words";
import type { FoundKind, Found, SearchResult } from "./types";

/** How many of a kind a page shows. */
const MOST: Record<FoundKind, number> = {
  country: 12,
  network: 24,
  travel: 12,
  brand: 24,
  biller: 12,
  plan: 12,
};
const KINDS = Object.keys(MOST) as FoundKind[];

/** A word of fewer letters is searched as it stands: it begins too many others. */
const LEAST_BEGINNING = 2;

/** Which of the typed words begin a word that we know. */
async function knownWords(ctx: Ctx, words: string[]): Promise<Set<string>> {
  const rows = await runStatement(
    ctx,
    (place) => `select typed from jsonb_array_elements_text(${place(words)}::jsonb) typed
      where exists (select from search_vocabulary v where v.word ~>=~ typed and v.word ~<~ (typed || chr(1114109)))`,
  );
  return new Set(rows.map(([word]) => String(word)));
}

/** What was meant by words that we do not know, as far as one is near. */
async function meantWords(ctx: Ctx, unknown: string[]): Promise<Map<string, string>> {
  if (unknown.length === 0) return new Map();
  const asked = unknown.flatMap((typed) => spellingsOf(typed).map((spelling) => ({ typed, spelling })));
  const rows = await runStatement(
    ctx,
    (place) => `select distinct a.typed, v.word, v.uses
      from jsonb_to_recordset(${place(asked)}::jsonb) as a(typed text, spelling text)
      join search_spellings s on s.spelling = a.spelling join search_vocabulary v on v.word = s.word`,
  );
  const meant = new Map<string, string>();
  for (const typed of unknown) {
    const near = rows.filter(([of]) => of === typed);
    const word = meantWord(
      typed,
      near.map(([, known, uses]) => ({ word: String(known), uses: Number(uses) })),
    );
    if (word) meant.set(typed, word);
  }
  return meant;
}

const lexeme = (word: string): string =>
  `'${word.replaceAll("'", "")}'${word.length >= LEAST_BEGINNING ? ":*" : ""}`;

/** Whole names first, then names that begin with it, then what is asked for most. */
const IN_ORDER = `(lower(e.name) = f.typed) desc, (lower(e.name) like f.typed || '%') desc, e.popularity desc, e.name, e.detail, e.id`;

async function readFound(ctx: Ctx, { words, kinds = KINDS, most }: Search): Promise<Found[]> {
  const rows = await runStatement(ctx, (place) => {
    const [query, typed] = [place(words.map(lexeme).join(" & ")), place(words.join(" "))];
    const ofKind = (
      kind: FoundKind,
    ) => `(select e.kind, e.country, e.name, e.slug, e.product_id, e.product_kind, e.detail
      from search_entries e, (select ${typed}::text as typed) f
      where e.kind = '${kind}' and array_to_tsvector(e.words) @@ ${query}::tsquery
      order by ${IN_ORDER} limit ${most ?? MOST[kind]})`;
    return kinds.map(ofKind).join(" union all ");
  });
  return rows.map(([kind, country, name, slug, productId, productKind, detail]) => ({
    kind: kind as FoundKind,
    country: String(country),
    countrySlug: countrySlug(String(country)),
    name: String(name),
    slug: String(slug),
    productId: productId === null ? null : String(productId),
    productKind: productKind as Found["productKind"],
    detail: String(detail),
  }));
}

/**
 * Countries, operators and plans that are meant by what somebody typed, the likeliest of each kind first. All words must fit; a word that nobody
 * knows is taken for the nearest one, and `meant` says so. Asks indexes alone.
 * @param input.most how many of a kind, for suggestions
 */
export async function searchCatalog(
  ctx: Ctx,
  input: { query: string; kinds?: readonly FoundKind[]; most?: number },
): Promise<SearchResult> {
  const words = wordsOfQuery(input.query);
  if (words.length === 0) return { found: [], meant: null };
  const known = await knownWords(ctx, words);
  const meant = await meantWords(
    ctx,
    words.filter((word) => !known.has(word)),
  );
  // What nobody knows at all, and is near nothing, cannot be looked for: the rest may still say enough.
  const wanted = words.flatMap((word) => (known.has(word) ? [word] : (meant.get(word) ?? [])));
  if (wanted.length === 0) return { found: [], meant: null };
  const { found, fitting } = await findMost(ctx, { ...input, words: wanted });
  const changed = fitting.join(" ") !== words.join(" ");
  return { found, meant: changed && found.length > 0 ? fitting.join(" ") : null };
}

type Search = { words: string[]; kinds?: readonly FoundKind[]; most?: number };

/** What fits all the words; else all but one of them, the last ones going first. */
async function findMost(ctx: Ctx, search: Search): Promise<{ found: Found[]; fitting: string[] }> {
  const { words } = search;
  const shorter =
    words.length > 1 ? words.map((_, index) => words.toSpliced(words.length - 1 - index, 1)) : [];
  for (const fitting of [words, ...shorter]) {
    const found = await readFound(ctx, { ...search, words: fitting });
    if (found.length > 0) return { found, fitting };
  }
  return { found: [], fitting: words };
}
