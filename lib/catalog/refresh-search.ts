import { eq, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { operators, products, type searchEntries } from "@/db/schema";
import { COUNTRIES } from "@/lib/phone/calling-codes";
import { countryName } from "@/lib/phone/country-name";
import { countrySlug } from "@/lib/phone/country-slug";
import { isForbiddenDestination } from "@/lib/core/forbidden-destination";
import { searchWords, spellingsOf } from "./search-words";

type Entry = Omit<typeof searchEntries.$inferInsert, "seenAt">;

/** Countries are found by their names in these languages, whatever the page's is. */
const NAMED_IN = ["en", "es", "fr", "pt", "ar", "hi", "ru", "fil"];

/** `ZZ` stands for what is good in many countries. */
const NOWHERE = "ZZ";

/** Kinds whose products have names of their own, and what else they are called. */
const NAMED: Record<string, string[]> = {
  bundle: ["bundle", "data", "calls"],
  data: ["data", "internet"],
  plan: ["plan"],
};

const callingCodes = new Map(COUNTRIES.map(({ country, callingCode }) => [country, callingCode]));

function countryWords(country: string): string[] {
  const names = NAMED_IN.map((locale) => countryName(country, locale));
  return searchWords([...names, countrySlug(country).replaceAll("-", " ")].join(" "));
}

const distinct = (words: string[]): string[] => [...new Set(words)];

function countryEntry(country: string, popularity: number): Entry {
  const codes = [country.toLowerCase(), callingCodes.get(country) ?? ""].filter(Boolean);
  return {
    id: `country:${country}`,
    kind: "country",
    country,
    name: countryName(country, "en"),
    slug: countrySlug(country),
    words: distinct([...countryWords(country), ...codes]),
    popularity,
  };
}

async function readShelf(ctx: Ctx) {
  const onShelf = sql`${products.enabled} and ${products.available} and ${operators.enabled}`;
  const sold = await ctx.db
    .selectDistinct({
      id: operators.id,
      sort: operators.sort,
      country: operators.country,
      name: operators.name,
      slug: operators.slug,
      popularity: operators.popularity,
    })
    .from(operators)
    .innerJoin(products, eq(products.operatorId, operators.id))
    .where(onShelf);
  const plans = await ctx.db
    .select({
      id: products.id,
      kind: products.kind,
      operatorId: products.operatorId,
      description: products.description,
      popular: products.popular,
    })
    .from(products)
    .innerJoin(operators, eq(operators.id, products.operatorId))
    .where(
      sql`${onShelf} and ${products.description} <> '' and ${products.kind} in ${Object.keys(NAMED)} and ${products.recipient} in ('number', 'email')`,
    );
  const allowed = sold.filter(({ country }) => !isForbiddenDestination({ country }, ctx.policy));
  return { sold: allowed, plans };
}

function entriesOf({ sold, plans }: Awaited<ReturnType<typeof readShelf>>): Entry[] {
  const wordsOf = new Map<string, string[]>();
  const placeWords = (country: string) => {
    const known = wordsOf.get(country) ?? (country === NOWHERE ? [] : distinct(countryWords(country)));
    wordsOf.set(country, known);
    return known;
  };
  const operatorEntries = new Map(
    sold.map(({ sort, ...operator }): [string, Entry] => [
      operator.id,
      {
        ...operator,
        id: `operator:${operator.id}`,
        kind: sort,
        operatorId: operator.id,
        words: distinct([...searchWords(operator.name), ...placeWords(operator.country)]),
      },
    ]),
  );
  const planEntries = plans.flatMap(({ id, kind, operatorId, description, popular }): Entry[] => {
    const operator = operatorEntries.get(operatorId);
    if (!operator) return [];
    const { country, name, slug, popularity = 0 } = operator;
    const own = [...searchWords(description), ...(NAMED[kind] ?? []), ...searchWords(name)];
    const words = distinct([...own, ...placeWords(country)]);
    return [
      {
        id: `plan:${id}`,
        kind: "plan",
        country,
        name,
        slug,
        operatorId,
        words,
        productId: id,
        productKind: kind,
        detail: description,
        popularity: 2 * popularity + (popular ? 1 : 0),
      },
    ];
  });
  const networks = sold.filter(({ sort }) => sort === "network");
  const countries = distinct(networks.map(({ country }) => country)).map((country) =>
    countryEntry(
      country,
      networks.filter((network) => network.country === country).reduce((sum, one) => sum + one.popularity, 0),
    ),
  );
  return [...countries, ...operatorEntries.values(), ...planEntries];
}

const CHUNK = 2000;

const chunksOf = <T>(all: T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, index) =>
    all.slice(index * CHUNK, (index + 1) * CHUNK),
  );

async function writeEntries(ctx: Ctx, entries: Entry[]): Promise<void> {
  for (const chunk of chunksOf(entries)) {
    await runStatement(
      ctx,
      (
        place,
      ) => `insert into search_entries (id, kind, country, name, slug, operator_id, product_id, product_kind, detail, words, popularity)
        select e.id, e.kind, e.country, e.name, e.slug, e."operatorId", e."productId", e."productKind", coalesce(e.detail, ''), e.words, e.popularity
        from jsonb_to_recordset(${place(chunk)}::jsonb) as e(id text, kind text, country char(2), name text, slug text, "operatorId" uuid,
          "productId" uuid, "productKind" text, detail text, words text[], popularity int)`,
    );
  }
}

async function writeVocabulary(ctx: Ctx, entries: Entry[]): Promise<void> {
  const uses = new Map<string, number>();
  for (const { words } of entries) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  for (const chunk of chunksOf([...uses].map(([word, count]) => ({ word, uses: count })))) {
    await runStatement(
      ctx,
      (place) => `insert into search_vocabulary (word, uses)
        select w.word, w.uses from jsonb_to_recordset(${place(chunk)}::jsonb) as w(word text, uses int)`,
    );
  }
  const spellings = [...uses.keys()].flatMap((word) =>
    spellingsOf(word).map((spelling) => ({ spelling, word })),
  );
  for (const chunk of chunksOf(spellings)) {
    await runStatement(
      ctx,
      (place) => `insert into search_spellings (spelling, word)
        select s.spelling, s.word from jsonb_to_recordset(${place(chunk)}::jsonb) as s(spelling text, word text) on conflict do nothing`,
    );
  }
}

/**
 * Makes anew what can be found, from the catalog as it is. Readers see the old or the new, never half of it; a second process waits for the
 * first. Returns how many things can be found.
 */
export async function refreshSearch(ctx: Ctx): Promise<number> {
  const entries = entriesOf(await readShelf(ctx));
  await inTransaction(ctx, async (inside) => {
    // Whoever reads goes on meanwhile; whoever writes waits.
    await inside.db.execute(sql`lock table search_entries in exclusive mode`);
    for (const table of ["search_entries", "search_vocabulary", "search_spellings"]) {
      await inside.db.execute(sql`delete from ${sql.identifier(table)}`);
    }
    await writeEntries(inside, entries);
    await writeVocabulary(inside, entries);
  });
  return entries.length;
}
