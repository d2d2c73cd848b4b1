import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { products } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { ProviderUnavailable } from "@/lib/providers/spec";
import { importCatalog } from "./import-catalog";
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
