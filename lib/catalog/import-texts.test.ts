import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { products } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { ProviderUnavailable, type Provider } from "@/lib/providers/spec";
import { importCatalog } from "./import-catalog";
import { importDue } from "./import-due";
import { importTexts } from "./import-texts";
import { bundleOffer, listing, rangeOffer } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());
beforeEach(async () => {
  await emptyTables(database.ctx, "operators", "provider_operators", "products", "offers", "import_runs");
  await importCatalog(database.ctx, { provider: listing([rangeOffer(), bundleOffer()]) });
});

/** Speaks Spanish; answers Hindi in English, as one who does not know it; breaks on French. */
const speaker = {
  ...listing([]),
  async *listOffers(_: unknown, wish?: { language?: string }) {
    await Promise.resolve();
    if (wish?.language === "fr") throw new ProviderUnavailable("valuetopup", "the SKUs");
    yield rangeOffer();
    yield bundleOffer(wish?.language === "es" ? { description: "1GB, 7 días" } : {});
  },
};

const namesOf = async () => {
  const rows = await database.ctx.db.select().from(products);
  return rows.find(({ kind }) => kind === "bundle")?.texts;
};

test("a product is called what its provider calls it in each language; English is nobody's translation", async () => {
  const counts = await importTexts(database.ctx, { provider: speaker, languages: ["hi", "es"] });
  expect(counts).toEqual({ es: 1 });
  expect(await namesOf()).toEqual({ es: "1GB, 7 días" });
});

test("a language that cannot be read keeps its names, and the others go on", async () => {
  await importTexts(database.ctx, { provider: speaker, languages: ["es"] });
  const counts = await importTexts(database.ctx, { provider: speaker, languages: ["fr", "es"] });
  expect(counts).toEqual({ es: 1 });
  expect(await namesOf()).toEqual({ es: "1GB, 7 días" });
});

test("whoever imports asks for other languages once a day, and not at all when none is wanted", async () => {
  let asked = 0;
  const provider = {
    ...speaker,
    capabilities: { speaksLanguages: true } as Provider["capabilities"],
    listOffers(only: undefined, wish?: { language?: string }) {
      if (wish?.language !== undefined) asked += 1;
      return speaker.listOffers(only, wish);
    },
  };
  const run = { providers: [provider], fx: undefined, olderThanHours: 24 };
  await importDue(database.ctx, run);
  expect(asked).toBe(0);
  await importDue(database.ctx, { ...run, languages: ["es"] });
  expect(asked).toBe(1);
  expect(await namesOf()).toEqual({ es: "1GB, 7 días" });
  await importDue(database.ctx, { ...run, languages: ["es"] });
  expect(asked).toBe(1);
});
