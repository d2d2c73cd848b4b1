import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Ctx } from "@/db/context";
import { operators, products } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { newId } from "@/lib/core/ids";
import { refreshSearch } from "./refresh-search";
import { searchCatalog } from "./search-catalog";

let database: TestDatabase;
let ctx: Ctx;

const SHELF = [
  { country: "NG", name: "MTN", plans: ["1 GB, 7 days", "5 GB, 30 days"] },
  { country: "NG", name: "Airtel", plans: [] },
  { country: "GH", name: "MTN", plans: ["5 GB, 30 days"] },
  { country: "KE", name: "Safaricom", plans: ["Unlimited calls, 30 days"] },
  { country: "US", name: "Amazon", plans: [], sort: "brand" },
  { country: "CU", name: "Cubacel", plans: [] },
] as const;

async function stock(): Promise<void> {
  for (const [index, { country, name, plans, ...rest }] of SHELF.entries()) {
    const operatorId = newId();
    const sort = "sort" in rest ? rest.sort : "network";
    const slug = name.toLowerCase();
    const popularity = SHELF.length - index;
    await ctx.db
      .insert(operators)
      .values({ id: operatorId, country, name, slug, sort, matchName: slug, popularity });
    const shelf = { operatorId, currency: "USD", denomination: "fixed", faceMinor: 100 } as const;
    await ctx.db.insert(products).values({ ...shelf, id: newId(), kind: "airtime", key: "airtime" });
    for (const description of plans) {
      await ctx.db
        .insert(products)
        .values({ ...shelf, id: newId(), kind: "data", key: description, description });
    }
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = database.ctx;
  await stock();
  await refreshSearch(ctx);
});

afterAll(() => database.close());

async function find(query: string) {
  const { found, meant } = await searchCatalog(ctx, { query });
  const names = found.map(({ kind, country, name, detail }) => [kind, country, detail || name].join(" "));
  return { names, meant };
}

it("finds countries, operators and plans, each by its own and by what it belongs to", async () => {
  expect(await find("nigeria")).toEqual({
    names: [
      "country NG Nigeria",
      "network NG MTN",
      "network NG Airtel",
      "plan NG 1 GB, 7 days",
      "plan NG 5 GB, 30 days",
    ],
    meant: null,
  });
  expect((await find("mtn ghana")).names).toEqual(["network GH MTN", "plan GH 5 GB, 30 days"]);
  expect((await find("5gb")).names).toEqual(["plan NG 5 GB, 30 days", "plan GH 5 GB, 30 days"]);
  expect((await find("amazon")).names).toEqual(["brand US Amazon"]);
});

it("finds a country by its name in other languages, its code and the beginning of a word", async () => {
  for (const query of ["Нигерия", "نيجيريا", "Nigéria", "ng", "234", "+234", "niger"]) {
    expect((await find(query)).names, query).toContain("country NG Nigeria");
  }
});

it("takes a misspelt word for the nearest one and says so", async () => {
  expect((await find("nigera mnt")).meant).toBe("nigeria");
  expect(await find("safricom")).toMatchObject({
    meant: "safaricom",
    names: ["network KE Safaricom", expect.any(String)],
  });
});

it("leaves a word away when nothing fits all of them", async () => {
  const { names, meant } = await find("unlimited safaricom ghana");
  expect(names).toEqual(["plan KE Unlimited calls, 30 days"]);
  expect(meant).toBe("unlimited safaricom");
});

it("finds nothing for nothing, for noise, and for what the shop may not send to", async () => {
  for (const query of ["", "  ", "'':*&|!", "zzzzzz", "cubacel", "\\", "%"]) {
    expect((await find(query)).names, query).toEqual([]);
  }
});

it("follows the catalog when it is made anew", async () => {
  await ctx.db.execute(sql`update operators set enabled = false where name = 'Airtel'`);
  await refreshSearch(ctx);
  expect((await find("airtel")).names).toEqual([]);
  await ctx.db.execute(sql`update operators set enabled = true where name = 'Airtel'`);
  await refreshSearch(ctx);
  expect((await find("airtel")).names).toEqual(["network NG Airtel"]);
});

it("asks indexes alone", async () => {
  const plan = await ctx.db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    return tx.execute<{ "QUERY PLAN": string }>(
      sql`explain select id from search_entries e where e.kind = 'plan' and array_to_tsvector(e.words) @@ '''mtn'':*'::tsquery`,
    );
  });
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("search_entries_words");
});
