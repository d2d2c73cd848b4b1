import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fxRates, offers, operators, products, providerStates } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { money } from "@/lib/core/money";
import { sellersOf } from "@/lib/providers/testing";
import { importCatalog } from "./import-catalog";
import { listCountries } from "./list-countries";
import { listProductEntries } from "./list-product-entries";
import { listOffersFor } from "./list-offers-for";
import { quoteProduct } from "./quote-product";
import { readOperatorPage } from "./read-operator-page";
import { listOperatorsOf } from "./read-operators";
import { bundleOffer, costs, listing, rangeOffer } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

const airtel = { providerOperatorId: "342", name: "Airtel Nigeria", country: "NG", currency: "NGN" };
const digicel = { providerOperatorId: "173", name: "Digicel Haiti", country: "HT", currency: "HTG" };

beforeEach(async () => {
  const { ctx } = database;
  await emptyTables(
    ctx,
    "operators",
    "provider_operators",
    "products",
    "offers",
    "import_runs",
    "fx_rates",
    "provider_states",
  );
  await ctx.db.insert(fxRates).values([
    { base: "USD", quote: "NGN", rate: "1600" },
    { base: "USD", quote: "EUR", rate: "0.92" },
  ]);
  await importCatalog(ctx, {
    provider: listing([
      rangeOffer(),
      bundleOffer(),
      bundleOffer({
        sku: "346:0.40",
        description: "500MB, 1 day",
        face: { type: "fixed", amount: money(50_000, "NGN") },
      }),
      bundleOffer({
        sku: "346:9",
        description: "20GB, 30 days",
        popular: true,
        face: { type: "fixed", amount: money(900_000, "NGN") },
      }),
      rangeOffer({ sku: "342", operator: airtel }),
      rangeOffer({ sku: "173", operator: digicel, requiredFields: ["offersFor"] }),
    ]),
  });
});

const productOf = async (kind: "airtime" | "bundle", slug = "mtn") => {
  const [row] = await database.ctx.db
    .select({ id: products.id })
    .from(products)
    .innerJoin(operators, eq(operators.id, products.operatorId))
    .where(sql`${operators.slug} = ${slug} and ${products.kind} = ${kind}`)
    .orderBy(products.faceMinor);
  if (!row) throw new Error("no such product");
  return row.id;
};
/** The shop as a buyer finds it: every provider has credentials. */
const shop = () => ({ ...database.ctx, providers: sellersOf() });
const page = (operatorSlug: string, currency = "USD") =>
  readOperatorPage(shop(), { countrySlug: "nigeria", operatorSlug, currency });

describe("an operator's page", () => {
  test("priced choices, ranges first, then what is popular, then by face value", async () => {
    const found = await page("mtn");
    expect(found?.operator).toMatchObject({
      name: "MTN",
      slug: "mtn",
      country: "NG",
      countrySlug: "nigeria",
    });
    expect(
      found?.products.map(({ kind, choice }) => [
        kind,
        choice.type === "fixed" ? choice.face.minor : "range",
      ]),
    ).toEqual([
      ["airtime", "range"],
      ["bundle", 900_000],
      ["bundle", 50_000],
      ["bundle", 100_000],
    ]);
    expect(found?.others.map((other) => other.slug)).toEqual(["airtel"]);
  });

  test("suggested amounts are round and cost what the quote will say", async () => {
    const choice = (await page("mtn", "EUR"))?.products[0]?.choice;
    if (choice?.type !== "range") throw new Error("not a range");
    expect(choice.suggested.map(({ face }) => face.minor)).toEqual([
      500_000, 1_000_000, 2_000_000, 5_000_000,
    ]);
    for (const { face, price } of choice.suggested) {
      const quote = await quoteProduct(shop(), {
        productId: await productOf("airtime"),
        face,
        currency: "EUR",
      });
      expect(quote).toMatchObject({ ok: true, value: { total: price } });
    }
  });

  test("nothing for a path nobody has, or an operator with nothing on sale", async () => {
    expect(await page("nobody")).toBeNull();
    expect(
      await readOperatorPage(shop(), { countrySlug: "atlantis", operatorSlug: "mtn", currency: "USD" }),
    ).toBeNull();
    expect(
      await readOperatorPage(shop(), {
        countrySlug: "haiti",
        operatorSlug: "digicel",
        currency: "USD",
      }),
    ).toBeNull();
  });

  test("while the provider is paused the operator has no choices", async () => {
    await database.ctx.db
      .insert(providerStates)
      .values({ provider: "reloadly", pausedUntil: sql`app_now() + interval '1 minute'` });
    expect((await page("mtn"))?.products).toEqual([]);
    await database.ctx.db.update(providerStates).set({ pausedUntil: sql`app_now() - interval '1 second'` });
    expect((await page("mtn"))?.products).toHaveLength(4);
  });

  test("without a rate for the buyer's currency nothing is offered", async () => {
    expect((await page("mtn", "JPY"))?.products).toEqual([]);
  });
});

test("countries and operators with something on sale", async () => {
  expect(await listCountries(database.ctx)).toEqual([
    {
      country: "NG",
      slug: "nigeria",
      operators: [
        { name: "MTN", slug: "mtn" },
        { name: "Airtel", slug: "airtel" },
      ],
    },
  ]);
  expect(await listOperatorsOf(database.ctx, { country: "HT" })).toEqual([]);
  await database.ctx.db.update(operators).set({ enabled: false }).where(eq(operators.slug, "mtn"));
  expect((await listOperatorsOf(database.ctx, { country: "NG" })).map((one) => one.slug)).toEqual(["airtel"]);
});

test("packages with a page of their own, without those for some numbers alone", async () => {
  const { ctx } = database;
  const found = await listProductEntries(ctx, { most: 10 });
  expect(found.map(({ product }) => product.words)).toEqual([
    "20GB, 30 days",
    expect.any(String),
    expect.any(String),
  ]);
  expect(found[0]).toMatchObject({
    operator: { countrySlug: "nigeria", slug: "mtn" },
    product: { kind: "bundle" },
  });
  await ctx.db.update(offers).set({ perNumber: true }).where(eq(offers.sku, "346:9"));
  expect(await listProductEntries(ctx, { most: 10 })).toEqual(found.slice(1));
  expect(await listProductEntries(ctx, { most: 1 })).toEqual(found.slice(1, 2));
});

describe("a quote", () => {
  const quote = async (over: Partial<Parameters<typeof quoteProduct>[1]> = {}) =>
    quoteProduct(shop(), {
      productId: await productOf("airtime"),
      currency: "USD",
      face: money(1_500_000, "NGN"),
      ...over,
    });

  test("tells every part, and what it takes from the float", async () => {
    // 10 USD less 5 % = 9.50; × 1.04 = 9.88; 15,000 / 1600 = 9.375.
    expect(await quote()).toMatchObject({
      ok: true,
      value: {
        country: "NG",
        kind: "airtime",
        face: money(1_500_000, "NGN"),
        cost: { micros: 9_500_000, currency: "USD" },
        worth: money(938, "USD"),
        rateAdds: money(50, "USD"),
        fee: money(49, "USD"),
        total: money(1037, "USD"),
        tax: null,
      },
    });
  });

  test.each([
    ["amount-too-small", money(14_999, "NGN"), { min: "₦150" }],
    ["amount-too-large", money(15_000_001, "NGN"), { max: "₦150,000" }],
    ["amount-invalid", money(1000, "USD"), undefined],
    ["amount-invalid", { minor: 20_000.5, currency: "NGN" }, undefined],
    ["amount-invalid", { minor: -5, currency: "NGN" }, undefined],
    ["amount-invalid", undefined, undefined],
  ])("%s: %o", async (code, face, values) => {
    const request = { productId: await productOf("airtime"), currency: "USD", ...(face ? { face } : {}) };
    const result = await quoteProduct(shop(), request);
    expect(result).toEqual({ ok: false, failure: values ? { code, values } : { code } });
  });

  test("a fixed product is sold at its face value alone", async () => {
    const productId = await productOf("bundle");
    const free = await quoteProduct(shop(), { productId, currency: "USD" });
    expect(free).toMatchObject({ ok: true, value: { face: money(50_000, "NGN") } });
    expect(await quote({ productId, face: money(50_000, "NGN") })).toEqual(free);
    expect(await quote({ productId, face: money(50_001, "NGN") })).toMatchObject({
      failure: { code: "amount-invalid" },
    });
  });

  test("what is gone, switched off or made up is not sold", async () => {
    const productId = await productOf("airtime");
    expect(await quote({ productId: "0199aaaa-0000-7000-8000-000000000000" })).toMatchObject({
      failure: { code: "product-gone" },
    });
    expect(await quote({ productId: "1 or 1=1" })).toMatchObject({ failure: { code: "product-gone" } });
    await database.ctx.db.update(products).set({ enabled: false }).where(eq(products.id, productId));
    expect(await quote({ productId })).toMatchObject({ failure: { code: "product-gone" } });
    expect(await quote({ productId: await productOf("airtime", "digicel") })).toMatchObject({
      failure: { code: "product-gone" },
    });
  });

  test("unavailable while nobody can deliver it", async () => {
    await database.ctx.db
      .insert(providerStates)
      .values({ provider: "reloadly", pausedUntil: sql`app_now() + interval '1 minute'` });
    expect(await quote()).toMatchObject({ failure: { code: "unavailable" } });
  });
});

describe("offers to route by", () => {
  test("cheapest first, each with what to order; only those that can deliver the amount", async () => {
    const local = rangeOffer({
      sku: "NG-MTN",
      operator: { providerOperatorId: "mtn", name: "MTN (Nigeria)", country: "NG", currency: "NGN" },
      order: {
        currency: "NGN",
        type: "range",
        min: money(10_000, "NGN"),
        max: money(1_000_000, "NGN"),
        step: 5000,
      },
      face: { type: "rate", currency: "NGN", perOrderUnit: "1" },
      cost: {
        ...costs("0"),
        walletCurrency: "EUR",
        orderUnitsPerWalletUnit: "1700",
        flatFee: money(0, "NGN"),
      },
    });
    await importCatalog(database.ctx, { provider: listing([local], { name: "telecom" }) });
    const productId = await productOf("airtime");
    // 5,001 naira: 5050 / 1700 = 2.970589 EUR = 3.23 USD; 3.34 USD × 0.95 = 3.173 USD.
    const found = await listOffersFor(shop(), { productId, face: money(500_100, "NGN") });
    expect(found.able).toMatchObject([
      {
        provider: "reloadly",
        sku: "341:range",
        providerOperatorId: "341",
        order: money(334, "USD"),
        cost: { micros: 3_173_000 },
      },
      { provider: "telecom", order: money(505_000, "NGN"), cost: { micros: 2_970_589, currency: "EUR" } },
    ]);
    const large = await listOffersFor(shop(), { productId, face: money(2_000_000, "NGN") });
    expect(large.able.map((offer) => offer.provider)).toEqual(["reloadly"]);
    await database.ctx.db.update(offers).set({ active: false }).where(eq(offers.provider, "reloadly"));
    expect(await listOffersFor(shop(), { productId, face: money(2_000_000, "NGN") })).toMatchObject({
      able: [],
      barred: [],
    });
  });
});
