import { isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction, type Ctx } from "@/db/context";
import { fxRates, offers, products, providerOperators } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { newId } from "@/lib/core/ids";
import { silentLog } from "@/lib/core/log";
import type { Result } from "@/lib/core/result";
import { createReloadly } from "@/lib/providers/reloadly";
import type { Provider, ProviderOffer } from "@/lib/providers/spec";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { deriveCatalogue } from "@/sandbox/reloadly/derive-catalogue";
import type { ReloadlyOperator } from "@/sandbox/reloadly/reloadly-operator";
import { readWorld } from "@/sandbox/world/read-world";
import { importCatalog, type ImportCounts } from "./import-catalog";
import { listCountries } from "./list-countries";
import { sellersOf } from "@/lib/providers/testing";
import { listOffersFor } from "./list-offers-for";
import { findOperatorByName } from "./find-operator-by-name";
import { quoteProduct } from "./quote-product";
import { readOperatorPage } from "./read-operator-page";

const LONGEST_MS = 120_000;

let database: TestDatabase;
let sandbox: TestSandbox;
let provider: Provider;
let first: { result: Result<ImportCounts, unknown>; progress: string[] };

beforeAll(async () => {
  [database, sandbox] = await Promise.all([
    createTestDatabase(),
    openTestSandbox({ values: { RELOADLY_WAIT_MS: "0", RELOADLY_SAME_NUMBER_SECONDS: "0" } }),
  ]);
  provider = createReloadly({
    fetch,
    clock: { now: () => new Date() },
    log: silentLog,
    timeScale: 1,
    baseUrls: { auth: `${sandbox.url}/reloadly/auth`, topups: `${sandbox.url}/reloadly/topups` },
    credentials: { clientId: "sandbox-client", clientSecret: "sandbox-secret", webhookSecret: "" },
  });
  const progress: string[] = [];
  const result = await importCatalog(database.ctx, {
    provider,
    onProgress: ({ done, total, offers: read }) => progress.push(`${done} of ${total}, ${read} offers`),
  });
  first = { result, progress };
  await database.ctx.db.execute(sql`
    insert into ${fxRates} (base, quote, rate)
    select distinct 'USD', currency, case currency when 'USD' then 1 else 100 end from ${products}`);
}, 2 * LONGEST_MS);
afterAll(async () => {
  await Promise.all([database?.close(), sandbox?.close()]);
});

describe("the whole catalog of the sandbox", () => {
  test("is imported with progress to its end; what is left out has a name that tells nothing", async () => {
    expect(first.result).toMatchObject({ ok: true, value: { switchedOff: 0 } });
    const { read, skipped } = first.result.ok ? first.result.value : { read: 0, skipped: Infinity };
    expect(read).toBeGreaterThan(5000);
    expect(skipped).toBeLessThan(read / 100);
    const unmapped = await database.ctx.db
      .select()
      .from(providerOperators)
      .where(isNull(providerOperators.mappedBy));
    expect(unmapped.length).toBeGreaterThan(0);
    expect(first.progress.at(-1)).toContain(`, ${read} offers`);
    expect(first.progress.length).toBeGreaterThan(10);
  });

  test("is of world scale", async () => {
    const countries = await listCountries(database.ctx);
    expect(countries.length).toBeGreaterThan(150);
    expect(countries.flatMap((country) => country.operators).length).toBeGreaterThan(700);
  });

  test("operators bear the country of their network", async () => {
    const keyOf = new Map(deriveCatalogue().map(({ id, worldKey }) => [String(id), worldKey]));
    const world = readWorld();
    const rows = await database.ctx.db.select().from(providerOperators);
    for (const row of rows)
      expect(row.country).toBe(world.operator(keyOf.get(row.providerOperatorId) ?? "")?.country);
  });
});

describe("what an order costs and brings", () => {
  /** The first few operators of which something holds, with a number of their country. */
  const sample = (holds: (operator: ReloadlyOperator) => boolean) =>
    deriveCatalogue()
      .filter((operator) => operator.kind !== "account" && holds(operator))
      .flatMap((operator) => {
        const number = readWorld().country(operator.country)?.exampleNumber;
        // Countries that share a numbering plan share their example, which is valid in one of them.
        const shared =
          readWorld().countries.filter(({ exampleNumber }) => exampleNumber === number).length > 1;
        return number && !shared ? [{ operator, number }] : [];
      })
      .slice(0, 4);

  test.each([
    [
      "no fee, sender's currency",
      (one: ReloadlyOperator) => one.fees.international === "0" && !one.supportsLocalAmounts,
    ],
    ["local amounts", (one: ReloadlyOperator) => one.range !== null && one.supportsLocalAmounts],
    [
      "local amounts with a fee",
      (one: ReloadlyOperator) => one.supportsLocalAmounts && one.fees.local !== "0",
    ],
    ["a percentage fee", (one: ReloadlyOperator) => one.fees.internationalPercentage !== "0"],
    ["a flat fee", (one: ReloadlyOperator) => one.fees.international !== "0"],
    ["no decimals", (one: ReloadlyOperator) => ["JPY", "XOF", "XAF", "UGX"].includes(one.currency)],
    ["three decimals", (one: ReloadlyOperator) => ["KWD", "TND", "JOD", "BHD"].includes(one.currency)],
    ["bundles", (one: ReloadlyOperator) => one.kind === "bundle"],
    ["regions", (one: ReloadlyOperator) => one.regions.length > 0],
  ])("%s: our reckoning is their debit, and no less arrives than was promised", async (_, holds) => {
    const chosen = sample(holds);
    expect(chosen.length).toBeGreaterThan(0);
    for (const { operator, number } of chosen) {
      const listed = await database.ctx.db
        .select({ offer: offers, product: products })
        .from(offers)
        .innerJoin(products, sql`${products.id} = ${offers.productId}`)
        .where(sql`${offers.providerOperatorId} = ${String(operator.id)} and ${offers.active}`)
        .limit(2);
      expect(listed.length).toBeGreaterThan(0);
      for (const { offer, product } of listed) {
        const face = {
          minor: product.faceMinor ?? Math.floor((offer.faceMinMinor * 2 + offer.faceMaxMinor) / 3),
          currency: product.currency,
        };
        const { able } = await listOffersFor(
          { ...database.ctx, providers: sellersOf() },
          { productId: product.id, face },
        );
        const route = able.find(({ offerId }) => offerId === offer.id);
        if (!route) throw new Error(`${offer.sku} cannot be ordered`);
        const outcome = await provider.submit({
          reference: newId(),
          providerOperatorId: route.providerOperatorId,
          sku: route.sku,
          number,
          country: operator.country,
          amount: route.order,
        });
        if (outcome.kind !== "delivered" || !outcome.delivered || !outcome.cost)
          throw new Error(`${offer.sku} to ${number}: ${JSON.stringify(outcome)}`);
        // They round to five decimals.
        expect(Math.abs(outcome.cost.micros - route.cost.micros)).toBeLessThanOrEqual(5);
        expect(outcome.cost.currency).toBe(route.cost.currency);
        expect(outcome.delivered.currency).toBe(face.currency);
        expect(outcome.delivered.minor).toBeGreaterThanOrEqual(face.minor);
      }
    }
  });
});

describe("pages never scan", () => {
  const scansOf = async (ctx: Ctx): Promise<Map<string, number>> => {
    const rows = await ctx.db.execute<{ name: string; scans: string }>(
      sql`select relname as name, seq_scan as scans from pg_stat_xact_user_tables`,
    );
    return new Map(rows.map(({ name, scans }) => [name, Number(scans)]));
  };
  /** Tables that were read whole. What is small by nature may be: rates, prices and names as staff set them, providers and what bars them, the clock of one row. */
  const small = [
    "fx_rates",
    "fx_overrides",
    "price_changes",
    "price_settings",
    "margin_rules",
    "operator_aliases",
    "provider_states",
    "supply_rules",
    "supply_circuits",
    "supply_health",
    "app_clock",
  ];
  const scannedBy = (verb: (ctx: Ctx) => Promise<unknown>): Promise<string[]> =>
    inTransaction(database.ctx, async (inside) => {
      const before = await scansOf(inside);
      await verb(inside);
      const after = await scansOf(inside);
      return [...after]
        .filter(([name, scans]) => scans > (before.get(name) ?? 0) && !small.includes(name))
        .map(([name]) => name);
    });
  const anyProduct = async () => {
    const [row] = await database.ctx.db
      .select()
      .from(products)
      .where(sql`${products.denomination} = 'fixed' and ${products.available}`)
      .limit(1);
    if (!row?.faceMinor) throw new Error("nothing fixed is sold");
    return { productId: row.id, face: { minor: row.faceMinor, currency: row.currency } };
  };

  test("the measure sees a scan", async () => {
    expect(await scannedBy((ctx) => ctx.db.execute(sql`select count(description) from ${products}`))).toEqual(
      ["products"],
    );
  });

  test("an operator's page", async () => {
    const input = { countrySlug: "nigeria", operatorSlug: "mtn", currency: "USD" };
    expect(await scannedBy((ctx) => readOperatorPage({ ...ctx, providers: sellersOf() }, input))).toEqual([]);
    expect(
      (await readOperatorPage({ ...database.ctx, providers: sellersOf() }, input))?.products.length,
    ).toBeGreaterThan(5);
  });

  test("the list of countries reads its operators and no products", async () => {
    expect(await scannedBy(listCountries)).toEqual(["operators"]);
  });

  test("a quote, its offers, a name", async () => {
    const { productId, face } = await anyProduct();
    expect(
      await scannedBy((ctx) =>
        quoteProduct({ ...ctx, providers: sellersOf() }, { productId, face, currency: "USD" }),
      ),
    ).toEqual([]);
    expect(
      await scannedBy((ctx) => listOffersFor({ ...ctx, providers: sellersOf() }, { productId, face })),
    ).toEqual([]);
    expect(await scannedBy((ctx) => findOperatorByName(ctx, { country: "NG", name: "MTN Nigeria" }))).toEqual(
      [],
    );
  });
});

describe("imported again", () => {
  const listing = (change: (offer: ProviderOffer) => ProviderOffer | undefined) => ({
    name: provider.name,
    async *listOffers(progress?: Parameters<Provider["listOffers"]>[0]) {
      for await (const offer of provider.listOffers(progress)) {
        const changed = change(offer);
        if (changed) yield changed;
      }
    },
  });
  const activeOf = async (providerOperatorId: string) =>
    (await database.ctx.db.select().from(offers)).filter(
      (row) => row.providerOperatorId === providerOperatorId && row.active,
    );

  test(
    "prices follow, what vanished goes, an interrupted read changes nothing of that, and all comes back",
    async () => {
      const changed = await importCatalog(database.ctx, {
        provider: listing((offer) => {
          if (offer.operator.providerOperatorId === "173") return undefined;
          if (offer.operator.providerOperatorId !== "341") return offer;
          return { ...offer, cost: { ...offer.cost, discountPercent: "1.25" } };
        }),
      });
      expect(changed).toMatchObject({ ok: true, value: { added: 0 } });
      expect((await activeOf("341")).map((row) => row.discountPercent)).toEqual(
        (await activeOf("341")).map(() => "1.25"),
      );
      expect(await activeOf("173")).toEqual([]);

      await sandbox.post("/__sandbox/faults", {
        match: { provider: "reloadly", path: "/operators", product: "page=4" },
        scenario: "drop-before",
        times: 3,
      });
      expect(await importCatalog(database.ctx, { provider })).toMatchObject({
        ok: false,
        failure: { code: "provider-unavailable" },
      });
      const before = first.result.ok ? first.result.value.read : 0;
      const finished = await importCatalog(database.ctx, { provider });
      expect(finished).toMatchObject({ ok: true, value: { read: before, added: 0, switchedOff: 0 } });
      const active = (await database.ctx.db.select().from(offers)).filter((row) => row.active);
      const skipped = first.result.ok ? first.result.value.skipped : 0;
      expect(active).toHaveLength(before - skipped);
    },
    4 * LONGEST_MS,
  );
});
