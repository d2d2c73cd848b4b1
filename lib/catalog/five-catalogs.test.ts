import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offers, operators, products, promotions, providerOperators } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import type { Ctx } from "@/db/context";
import type { ProviderName } from "@/lib/providers/spec";
import { OPERATORS } from "@/sandbox/a1topup/price-list";
import { openCatalogue as openBitrefill } from "@/sandbox/bitrefill/open-catalogue";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { deriveCatalogue } from "@/sandbox/reloadly/derive-catalogue";
import { openCatalogue as openTelecom } from "@/sandbox/telecom/open-catalogue";
import { openCatalogue as openValueTopup } from "@/sandbox/valuetopup/open-catalogue";
import { importDue } from "./import-due";
import { listUnmapped } from "./list-unmapped";
import { matchOperators } from "./match-operators";
import { readPromotions } from "./read-promotions";
import { sandboxProviders } from "./testing";
import { TWINS } from "./world-twins";

const LONGEST_MS = 300_000;
const SCALE = 100;

const twinOf = new Map(TWINS.flatMap((twins) => twins.map((key) => [key, twins.join("+")] as const)));

/** The network of the world behind a provider's operator; undefined for brands, billers and places. */
const KEYS: Record<ProviderName, Map<string, string | null>> = {
  reloadly: new Map(deriveCatalogue().map(({ id, worldKey }) => [String(id), worldKey])),
  telecom: new Map(openTelecom().operators.map(({ id, worldKey }) => [id, worldKey])),
  bitrefill: new Map(openBitrefill("EUR").all.map(({ id, worldKey }) => [id, worldKey])),
  valuetopup: new Map(
    openValueTopup().products.map(({ operatorId, worldKey }) => [String(operatorId), worldKey]),
  ),
  a1topup: new Map(OPERATORS.map(({ code, worldKey }) => [code, worldKey])),
};

let database: TestDatabase;
let sandbox: TestSandbox;
let lines: string[];
const importAll = async (ctx: Ctx) => {
  const providers = sandboxProviders(sandbox, SCALE);
  const said: string[] = [];
  const failed = await importDue(ctx, {
    providers,
    fx: undefined,
    onLine: (line) => said.push(line),
  });
  expect(failed).toBe(0);
  return said;
};

beforeAll(async () => {
  [database, sandbox] = await Promise.all([createTestDatabase(), openTestSandbox({ timeScale: SCALE })]);
  lines = await importAll(database.ctx);
}, LONGEST_MS);
afterAll(async () => {
  await Promise.all([database?.close(), sandbox?.close()]);
});

interface Judged {
  theirs: string;
  key: string;
  ours: string | null;
}

async function judged(ctx: Ctx): Promise<Judged[]> {
  const rows = await ctx.db
    .select({
      provider: providerOperators.provider,
      id: providerOperators.providerOperatorId,
      name: providerOperators.name,
      ours: sql<string | null>`${operators.country} || '/' || ${operators.matchName}`,
    })
    .from(providerOperators)
    .leftJoin(operators, eq(operators.id, providerOperators.operatorId));
  return rows.flatMap(({ provider, id, name, ours }) => {
    const key = KEYS[provider as ProviderName].get(id);
    return key ? [{ theirs: `${provider} ${name}`, key: twinOf.get(key) ?? key, ours }] : [];
  });
}

/** Groups in which something differs. */
function mixed(rows: Judged[], by: (row: Judged) => string, what: (row: Judged) => string): string[] {
  const groups = groupBy(rows, by);
  return [...groups.values()]
    .filter((group) => new Set(group.map(what)).size > 1)
    .map((group) => group.map((row) => `${row.theirs} (${row.key} → ${row.ours ?? ""})`).join(", "));
}

function groupBy(rows: Judged[], by: (row: Judged) => string): Map<string, Judged[]> {
  const groups = new Map<string, Judged[]>();
  for (const row of rows) groups.set(by(row), [...(groups.get(by(row)) ?? []), row]);
  return groups;
}

describe("operators of five providers", () => {
  test("at least 97 % are mapped to their network, and none to another", async () => {
    const all = await judged(database.ctx);
    const mapped = all.filter(({ ours }) => ours !== null);
    expect(all.length).toBeGreaterThan(4000);
    expect(
      mixed(
        mapped,
        (row) => row.ours ?? "",
        (row) => row.key,
      ),
    ).toEqual([]);
    expect(
      mixed(
        mapped,
        (row) => row.key,
        (row) => row.ours ?? "",
      ),
    ).toEqual([]);
    expect(mapped.length / all.length).toBeGreaterThan(0.97);
  });

  test("the rest is listed for staff, and nothing else is", async () => {
    const staff: Ctx = { ...database.ctx, actor: { kind: "staff", id: "ada", role: "owner", raised: true } };
    const listed = await listUnmapped(staff);
    const unmapped = (await judged(database.ctx)).filter(({ ours }) => ours === null);
    expect(listed.map(({ provider, name }) => `${provider} ${name}`).toSorted()).toEqual(
      unmapped.map(({ theirs }) => theirs).toSorted(),
    );
    expect(
      listed
        .filter(({ reason }) => reason === "ambiguous")
        .every(({ suggestions }) => suggestions.length > 0),
    ).toBe(true);
  });

  test("no network is a brand, a biller or a place, and travel eSIMs of regions are under their region", async () => {
    const rows = await database.ctx.db.select().from(operators);
    const regions = rows.filter(({ country }) => country === "ZZ");
    expect(regions.map(({ name }) => name)).toEqual(expect.arrayContaining(["Europe", "Asia", "Africa"]));
    expect(regions.every(({ sort }) => sort === "travel")).toBe(true);
    expect(new Set(regions.map(({ name }) => name)).size).toBe(regions.length);
    const travel = rows.filter(({ sort, country }) => sort === "travel" && country !== "ZZ");
    expect(travel.length).toBe(new Set(travel.map(({ country }) => country)).size);
  });

  test("the order in which they come makes no difference", { timeout: LONGEST_MS }, async () => {
    const other = await createTestDatabase();
    const rows = await database.ctx.db
      .select()
      .from(providerOperators)
      .orderBy(sql`id desc`);
    const kinds = { network: "airtime", brand: "gift-card", biller: "bill", travel: "esim" } as const;
    for (const name of (Object.keys(KEYS) as ProviderName[]).toReversed()) {
      const seen = rows
        .filter(({ provider }) => provider === name)
        .map((operator) => ({ operator, kind: kinds[operator.sort] }));
      await matchOperators(other.ctx, name, seen);
    }
    const bySpelling = (all: Judged[]) => all.map(({ theirs, ours }) => `${theirs} ${ours}`).toSorted();
    expect(bySpelling(await judged(other.ctx))).toEqual(bySpelling(await judged(database.ctx)));
    await other.close();
  });
});

/** What the sandbox's own lists say is in a package, by provider and SKU, in one spelling: `1gb 3day`. */
function contents(): Map<string, string> {
  const said: [string, string][] = [
    ...deriveCatalogue().flatMap(({ id, plans, name, kind, worldKey }) =>
      kind === "bundle" || kind === "data"
        ? plans.map(({ usd, description }): [string, string] => [
            `reloadly ${id}:usd:${Number(usd)}`,
            description.replace(/^.*?(?=\b(\d+ ?(MB|GB|min)|Unlimited))/, "") || `${name} ${worldKey}`,
          ])
        : [],
    ),
    ...openTelecom().products.map(({ id, type, name, description }): [string, string] => [
      `telecom ${type}:${id}`,
      name + description,
    ]),
    ...openTelecom().plans.map(({ id, dataGb, validityDays }): [string, string] => [
      `telecom esim:${id}`,
      `${dataGb} GB, ${validityDays} days`,
    ]),
    ...openBitrefill("EUR").all.flatMap(({ id, type, packages }) =>
      packages.map(({ value }): [string, string] => [
        `bitrefill ${type === "esim" ? "esim:" : ""}${id}<&>${value}`,
        value,
      ]),
    ),
    ...openValueTopup().skus.flatMap(({ skuId, skuName, product }): [string, string][] => [
      [`valuetopup ${product.category === "eSim" ? "esim" : "rtr"}:${skuId}`, skuName],
    ]),
  ];
  return new Map(said.map(([sku, text]) => [sku, spell(text)]));
}

function spell(text: string): string {
  return text
    .toLowerCase()
    .replace(/(\d+) ?mb/g, (_, digits: string) => `${Number(digits) / 1000} gb`)
    .replace(/days/g, "day")
    .split(/[\s,+]+/)
    .join("")
    .replace(/(gb|min|sms|day|calls)(?=.)/g, "$1 ")
    .split(" ")
    .toSorted()
    .join(" ");
}

describe("products of five providers", () => {
  const grouped = () =>
    database.ctx.db
      .select({
        id: products.id,
        kind: products.kind,
        denomination: products.denomination,
        currency: products.currency,
        face: products.faceMinor,
        benefits: products.benefits,
        offers: sql<{ provider: string; sku: string; min: number; max: number }[]>`json_agg(json_build_object(
          'provider', ${offers.provider}, 'sku', ${offers.sku}, 'min', ${offers.faceMinMinor}, 'max', ${offers.faceMaxMinor}))`,
        sellers: sql<number>`count(distinct ${offers.provider})::int`,
      })
      .from(products)
      .innerJoin(offers, sql`${offers.productId} = ${products.id} and ${offers.active}`)
      .groupBy(products.id);

  test("are sold by several providers where they are the same", async () => {
    const all = await grouped();
    const several = all.filter(({ sellers }) => sellers > 1);
    expect(several.filter(({ kind }) => kind === "airtime").length).toBeGreaterThan(700);
    expect([...new Set(several.map(({ kind }) => kind))]).toEqual(
      expect.arrayContaining(["airtime", "data", "bundle", "pin", "esim", "gift-card"]),
    );
  });

  test("no two packages are put together that do not bring the same", async () => {
    const content = contents();
    const packages = (await grouped()).filter(
      ({ benefits, offers: listed }) => benefits !== null && listed.length > 1,
    );
    const compared = packages.map(({ offers: listed }) =>
      listed.map(({ provider, sku }) => content.get(`${provider} ${sku}`) ?? `${provider} ${sku} unknown`),
    );
    expect(compared.length).toBeGreaterThan(100);
    expect(compared.filter((texts) => new Set(texts).size > 1)).toEqual([]);
    expect(compared.flat().filter((text) => text.includes("unknown"))).toEqual([]);
  });

  test("fixed face values are equal; a package asks for the least of its offers; a range is as wide as all", async () => {
    for (const { denomination, benefits, face, offers: listed } of await grouped()) {
      const [least, most] = [
        Math.min(...listed.map(({ min }) => min)),
        Math.max(...listed.map(({ max }) => max)),
      ];
      if (denomination === "fixed" && !benefits) expect([least, most]).toEqual([face, face]);
    }
    const [wrong] = await database.ctx.db.execute<{ count: number }>(sql`
      select count(*)::int as count from ${products} p join (
        select product_id, min(face_min_minor) as least, max(face_max_minor) as most, min(face_max_minor) as face
        from ${offers} where active and required_fields = '[]' group by product_id
      ) o on o.product_id = p.id
      where p.denomination = 'range' and (p.min_minor, p.max_minor) is distinct from (o.least, o.most)
        or p.benefits is not null and p.denomination = 'fixed' and p.face_minor is distinct from o.face`);
    expect(wrong?.count).toBe(0);
  });

  test("what wants fields that nobody is asked for, SIM cards among it, is there and not on sale", async () => {
    const [sims] = await database.ctx.db.execute<{ all: number; sold: number }>(sql`
      select count(*)::int as all, count(*) filter (where p.available)::int as sold
      from ${products} p join ${offers} o on o.product_id = p.id where o.sku like 'sim:%'`);
    expect(sims?.all).toBeGreaterThan(0);
    expect(sims?.sold).toBe(0);
  });
});

describe("imported again", () => {
  test(
    "nothing changes, and every id stays",
    async () => {
      const ids = async () => ({
        operators: await database.ctx.db.select({ id: operators.id }).from(operators).orderBy(operators.id),
        products: await database.ctx.db.select().from(products).orderBy(products.id),
      });
      const before = await ids();
      const said = await importAll(database.ctx);
      expect(said.filter((line) => line.includes("offers read")).length).toBe(5);
      for (const line of said.filter((one) => one.includes("offers read")))
        expect(line).toMatch(/ 0 new, 0 changed, 0 switched off/);
      expect(await ids()).toEqual(before);
    },
    LONGEST_MS,
  );
});

test("each provider tells how far it is, side by side", () => {
  for (const name of Object.keys(KEYS))
    expect(lines.filter((line) => line.startsWith(`${name}: `)).length).toBeGreaterThan(1);
  const first = lines.findIndex((line) => line.includes("offers read"));
  expect(new Set(lines.slice(0, first).map((line) => line.split(":")[0])).size).toBeGreaterThan(1);
});

test("promotions of two providers are shown at their operators", async () => {
  const told = await database.ctx.db
    .select({ provider: promotions.provider, operatorId: providerOperators.operatorId })
    .from(promotions)
    .innerJoin(
      providerOperators,
      sql`${providerOperators.provider} = ${promotions.provider} and ${providerOperators.providerOperatorId} = ${promotions.providerOperatorId}`,
    );
  expect(new Set(told.map(({ provider }) => provider))).toEqual(new Set(["reloadly", "valuetopup"]));
  const shown = await Promise.all(
    [...new Set(told.flatMap(({ operatorId }) => operatorId ?? []))].map((operatorId) =>
      readPromotions(database.ctx, { operatorId }),
    ),
  );
  const now = Date.now();
  expect(shown.flat().length).toBeGreaterThan(0);
  expect(
    shown.flat().every(({ startsAt, endsAt }) => startsAt.getTime() <= now && now < endsAt.getTime()),
  ).toBe(true);
});
