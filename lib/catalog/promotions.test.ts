import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operators } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { ProviderUnavailable, type ProviderName, type ProviderPromotion } from "@/lib/providers/spec";
import { importCatalog } from "./import-catalog";
import { importPromotions } from "./import-promotions";
import { readMinimum } from "./read-minimum";
import { readPromotions } from "./read-promotions";
import { listing, rangeOffer } from "./testing";

const HOUR = 3_600_000;
let database: TestDatabase;
let operatorId: string;
let now: number;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());
beforeEach(async () => {
  await emptyTables(
    database.ctx,
    "operators",
    "provider_operators",
    "products",
    "offers",
    "import_runs",
    "promotions",
  );
  for (const name of ["reloadly", "valuetopup"] as const)
    await importCatalog(database.ctx, { provider: listing([rangeOffer()], { name }) });
  const [mtn] = await database.ctx.db.select().from(operators);
  operatorId = mtn?.id ?? "";
  const [clock] = await database.ctx.db.execute<{ at: string }>(
    sql`select extract(epoch from app_now()) as at`,
  );
  now = Number(clock?.at) * 1000;
});

const promotion = (over: Partial<ProviderPromotion> = {}): ProviderPromotion => ({
  promotionId: "1",
  providerOperatorId: "341",
  title: "Bonus 50%",
  description: "Bonus 50% on every top-up.",
  startsAt: new Date(now - HOUR),
  endsAt: new Date(now + HOUR),
  appliesTo: "",
  ...over,
});
const tell = (told: ProviderPromotion[], name: ProviderName = "reloadly") =>
  importPromotions(database.ctx, { provider: { name, promotions: () => Promise.resolve(told) } });
const shown = async () => (await readPromotions(database.ctx, { operatorId })).map(({ title }) => title);

describe("in other languages", () => {
  const namesIn = async (locale: string) =>
    (await readPromotions(database.ctx, { operatorId, locale })).map(({ title, lang }) => [title, lang]);
  const tellIn = (words: Record<string, string | Error>) =>
    importPromotions(database.ctx, {
      provider: {
        name: "reloadly",
        promotions: async (wish) => {
          const title = words[wish?.language ?? "en"] ?? "Bonus 50%";
          if (title instanceof Error) throw title;
          return [promotion({ title })];
        },
      },
      languages: ["es", "hi"],
    });

  test("one that the provider has is shown in it, one that comes back in English says so", async () => {
    await tellIn({ es: "Bono del 50%" });
    expect(await namesIn("es")).toEqual([["Bono del 50%", "es"]]);
    expect(await namesIn("hi")).toEqual([["Bonus 50%", "en"]]);
    expect(await namesIn("en")).toEqual([["Bonus 50%", "en"]]);
  });

  test("one that cannot be read keeps its words, and the rest is read", async () => {
    await tellIn({ es: "Bono del 50%" });
    await tellIn({ es: new ProviderUnavailable("reloadly", "silent"), hi: "50% बोनस" });
    expect(await namesIn("es")).toEqual([["Bono del 50%", "es"]]);
    expect(await namesIn("hi")).toEqual([["50% बोनस", "hi"]]);
  });

  test("the same of two providers stands once, in the language that one of them has", async () => {
    await tellIn({ es: "Bono del 50%" });
    await tell([promotion()], "valuetopup");
    expect(await namesIn("es")).toHaveLength(1);
  });
});

describe("what is shown", () => {
  test("what runs now, the first to end first, with its least amount", async () => {
    await tell([
      promotion({ promotionId: "later", title: "Double data", endsAt: new Date(now + 9 * HOUR) }),
      promotion({ appliesTo: "USD 5 and up" }),
    ]);
    expect(await readPromotions(database.ctx, { operatorId })).toMatchObject([
      { title: "Bonus 50%", minimum: { minor: 500, currency: "USD" } },
      { title: "Double data" },
    ]);
  });

  test("never what has ended or not begun, even when nobody can be asked any more", async () => {
    await tell([
      promotion({ promotionId: "over", startsAt: new Date(now - 2 * HOUR), endsAt: new Date(now - 1) }),
      promotion({ promotionId: "to come", startsAt: new Date(now + HOUR), endsAt: new Date(now + 2 * HOUR) }),
    ]);
    expect(await shown()).toEqual([]);
    await tell([promotion()]);
    expect(await shown()).toEqual(["Bonus 50%"]);
    await database.ctx.db.execute(sql`insert into app_clock (ahead) values (interval '61 minutes')`);
    expect(await shown()).toEqual([]);
    await database.ctx.db.execute(sql`delete from app_clock`);
  });

  test("what two providers tell of once: to the earlier end, with the longer text", async () => {
    await tell([promotion()]);
    const said = "50% bonus on every top-up of MTN Nigeria, prepaid only.";
    await tell(
      [
        promotion({
          promotionId: "v",
          title: "MTN Nigeria: 50% bonus",
          description: said,
          startsAt: new Date(now - 2 * HOUR),
          endsAt: new Date(now + HOUR / 2),
        }),
      ],
      "valuetopup",
    );
    expect(await readPromotions(database.ctx, { operatorId })).toMatchObject([
      {
        title: "50% bonus",
        description: said,
        startsAt: new Date(now - HOUR),
        endsAt: new Date(now + HOUR / 2),
      },
    ]);
  });

  test("nothing of other operators", async () => {
    await tell([promotion({ providerOperatorId: "999" })]);
    expect(await shown()).toEqual([]);
  });
});

describe("imported again", () => {
  test("changed words and times follow; what is told no more is gone, and comes back when it is told again", async () => {
    await tell([promotion()]);
    expect(await tell([promotion({ title: "Bonus 100%" })])).toMatchObject({
      value: { read: 1, withdrawn: 0 },
    });
    expect(await shown()).toEqual(["Bonus 100%"]);
    expect(await tell([])).toMatchObject({ value: { read: 0, withdrawn: 1 } });
    expect(await shown()).toEqual([]);
    await tell([promotion()]);
    expect(await shown()).toEqual(["Bonus 50%"]);
  });

  test("a read that fails changes nothing", async () => {
    await tell([promotion()]);
    const promotions = () => Promise.reject(new ProviderUnavailable("reloadly", "down"));
    expect(
      await importPromotions(database.ctx, { provider: { name: "reloadly", promotions } }),
    ).toMatchObject({
      failure: { code: "provider-unavailable" },
    });
    expect(await shown()).toEqual(["Bonus 50%"]);
  });
});

test.each([
  ["USD 5 and up", 500, "USD"],
  ["5–100 USD", 500, "USD"],
  ["1000–50000 NGN", 100_000, "NGN"],
  ["JPY 500", 500, "JPY"],
])("%s begins at %i %s", (text, minor, currency) => {
  expect(readMinimum(text)).toEqual({ minor, currency });
});

test.each(["", "every top-up", "0–50 USD", "from 10"])("%j names no least amount", (text) => {
  expect(readMinimum(text)).toBeUndefined();
});
