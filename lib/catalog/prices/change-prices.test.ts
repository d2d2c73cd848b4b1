import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { fxRates, operators, priceChanges, products } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { newId } from "@/lib/core/ids";
import { money, NO_CURRENCY } from "@/lib/core/money";
import { NotPermitted, type StaffRole } from "@/lib/core/permissions";
import { BASE_RULE, EVERYTHING } from "@/lib/pricing";
import { sellersOf } from "@/lib/providers/testing";
import { importCatalog } from "../import-catalog";
import { quoteProduct } from "../quote-product";
import { readPricing } from "../read-pricing";
import { bundleOffer, listing, rangeOffer } from "../testing";
import {
  changePrices,
  editsToRestore,
  endRate,
  listPriceChanges,
  previewPrices,
  readDrafting,
  readPriceDesk,
  readRates,
  setRate,
  withdrawChange,
} from "./index";
import type { PriceEdit, RuleTerms } from "./types";

let database: TestDatabase;
let productId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

beforeEach(async () => {
  const { ctx } = database;
  await emptyTables(
    ctx,
    "operators",
    "products",
    "offers",
    "import_runs",
    "fx_rates",
    "fx_overrides",
    "price_changes",
  );
  await ctx.db.execute(sql`delete from app_clock`);
  await ctx.db.insert(fxRates).values([
    { base: "USD", quote: "NGN", rate: "1500" },
    { base: "USD", quote: "EUR", rate: "0.92" },
    { base: "USD", quote: "GBP", rate: "0.79" },
    { base: "USD", quote: "CAD", rate: "1.37" },
    { base: "USD", quote: "AUD", rate: "1.52" },
    { base: "USD", quote: "AED", rate: "3.6725" },
  ]);
  await importCatalog(ctx, { provider: listing([rangeOffer()]) });
  const [product] = await ctx.db.select({ id: products.id }).from(products);
  productId = product?.id ?? "";
});

const travel = (milliseconds: number) =>
  database.ctx.db.execute(sql`insert into app_clock (ahead) values (${milliseconds} * interval '1 ms')
    on conflict (only_row) do update set ahead = app_clock.ahead + excluded.ahead`);

const staff = (role: StaffRole = "owner") => ({
  ...database.ctx,
  providers: sellersOf(),
  actor: { kind: "staff" as const, id: "ada", role, raised: true },
});
const shop = () => ({ ...database.ctx, providers: sellersOf() });

/** 15,000 naira cost us 9.50 dollars. */
async function priceOf(currency = "USD") {
  const quoted = await quoteProduct(shop(), { productId, currency, face: money(1_500_000, "NGN") });
  return quoted.ok ? quoted.value.total.minor : quoted.failure.code;
}

const terms = (over: Partial<RuleTerms> = {}): RuleTerms => ({
  scope: EVERYTHING,
  percent: "10",
  leastMinor: 0,
  flatMinor: 0,
  currency: "USD",
  mayLose: false,
  ...over,
});
const ruleFor = (scope: Partial<RuleTerms["scope"]>, over: Partial<RuleTerms> = {}): PriceEdit => ({
  what: "rule",
  id: newId(),
  terms: terms({ ...over, scope: { ...EVERYTHING, ...scope } }),
});

async function change(edits: PriceEdit[], over: Partial<Parameters<typeof changePrices>[1]> = {}) {
  const { version } = await readDrafting(staff());
  const given = { requestId: newId(), basis: version, edits, reason: "a test", from: null, confirmed: false };
  return changePrices(staff(), { ...given, ...over });
}

describe("a change of prices", () => {
  test("counts at once, for whoever is priced next", async () => {
    expect(await priceOf()).toBe(1037);
    expect(await change([{ what: "rule", id: BASE_RULE, terms: terms() }])).toMatchObject({ ok: true });
    expect(await priceOf()).toBe(1045);
    expect(await change([ruleFor({ country: "NG" }, { percent: "20" })])).toMatchObject({ ok: true });
    expect(await priceOf()).toBe(1140);
    expect(await change([ruleFor({ kind: "airtime" }, { percent: "50" })])).toMatchObject({ ok: true });
    expect(await priceOf()).toBe(1140);
    expect(await change([{ what: "rounding", currency: "USD", to: "ninety-nine" }])).toMatchObject({
      ok: true,
    });
    expect(await priceOf()).toBe(1199);
    expect(await priceOf("EUR")).toBe(1049);
    expect(await change([{ what: "spread", percent: "5" }])).toMatchObject({ ok: true });
    expect([await priceOf(), await priceOf("EUR")]).toEqual([1199, 1102]);
  });

  test("of an amount and a least: what is more counts", async () => {
    await change([ruleFor({ fromMinor: 500, belowMinor: 950 }, { percent: "90" })]);
    expect(await priceOf()).toBe(1037);
    await change([ruleFor({ fromMinor: 950 }, { percent: "1", leastMinor: 300, flatMinor: 10 })], {
      confirmed: true,
    });
    expect(await priceOf()).toBe(1260);
  });

  test("from a moment on it counts by itself, unless it is taken back before", async () => {
    const from = new Date(Date.now() + 3_600_000);
    const edits: PriceEdit[] = [{ what: "rule", id: BASE_RULE, terms: terms() }];
    expect(await change(edits, { from })).toMatchObject({ ok: true });
    expect(await priceOf()).toBe(1037);
    const { scheduled } = await readPriceDesk(staff());
    expect(scheduled).toMatchObject([{ state: "scheduled", takesEffectAt: from.toISOString(), edits }]);
    await travel(3_600_001);
    expect(await priceOf()).toBe(1045);
    expect(await withdrawChange(staff(), scheduled[0]?.id ?? "")).toMatchObject({ ok: false });
    const later = new Date(from.getTime() + 7_200_000);
    await change([{ what: "rule", id: BASE_RULE, terms: terms({ percent: "30" }) }], { from: later });
    const [planned] = (await readPriceDesk(staff())).scheduled;
    expect(await withdrawChange(staff(), planned?.id ?? "")).toEqual({ ok: true, value: null });
    await travel(7_200_001);
    expect(await priceOf()).toBe(1045);
    expect(await change(edits, { from: new Date(0) })).toMatchObject({ failure: { code: "in-the-past" } });
  });

  test("below cost it is refused, and made when it is confirmed; else a price is lifted to what it costs", async () => {
    const losing: PriceEdit = { what: "rule", id: BASE_RULE, terms: terms({ percent: "-5" }) };
    expect(await change([losing])).toEqual({
      ok: false,
      failure: { code: "below-cost", values: { products: 1 } },
    });
    expect(await priceOf()).toBe(1037);
    const made = await change([losing], { confirmed: true });
    expect(made).toMatchObject({ ok: true });
    expect(await priceOf()).toBe(903);
    const [version] = (await listPriceChanges(staff(), { before: null, limit: 1 })).changes;
    expect(version).toMatchObject({ belowCost: 1, reason: "a test", edits: [{ terms: { mayLose: true } }] });
    const [noted] = await database.ctx.db.execute<{ data: Record<string, unknown> }>(
      sql`select data from staff_actions where subject_id = ${version?.id ?? ""}`,
    );
    expect(noted?.data).toMatchObject({ confirmedBelowCost: 1 });
    // What was fine when it was made and costs more today is sold for what it costs, the card's fee with it.
    await change([{ what: "rule", id: BASE_RULE, terms: terms({ percent: "7" }) }]);
    await database.ctx.db.execute(sql`update offers set fee_percent = 0, discount_percent = 0`);
    await database.ctx.db.execute(sql`update offers set order_units_per_wallet_unit = 1`);
    await change([{ what: "card-fee", fee: { percent: "10", flat: money(100, "USD") } }]);
    expect(await priceOf()).toBe(1223);
  });

  test("made from an older version it is refused; sent twice it is made once", async () => {
    const requestId = newId();
    const edits: PriceEdit[] = [{ what: "rule", id: BASE_RULE, terms: terms() }];
    expect(await change(edits, { requestId, basis: 0 })).toMatchObject({ ok: true });
    expect(await change(edits, { requestId, basis: 0 })).toMatchObject({ ok: true });
    expect(await database.ctx.db.$count(priceChanges)).toBe(1);
    expect(await change(edits, { basis: 0 })).toMatchObject({ failure: { code: "changed-meanwhile" } });
  });

  test("of two at once one is made", async () => {
    const both = await Promise.all([
      change([{ what: "spread", percent: "1" }], { basis: 0 }),
      change([{ what: "spread", percent: "2" }], { basis: 0 }),
    ]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  test("what makes no sense is refused", async () => {
    expect(await change([{ what: "rule", id: BASE_RULE, terms: null }])).toMatchObject({
      failure: { code: "base-stays" },
    });
    expect(await change([{ what: "spread", percent: "99" }])).toMatchObject({
      failure: { code: "change-invalid" },
    });
    expect(await change([ruleFor({}, { percent: "4" })])).toMatchObject({ failure: { code: "same-scope" } });
    expect(await change([{ what: "spread", percent: "1" }], { reason: " " })).toMatchObject({
      failure: { code: "reason-missing" },
    });
    const viewer = changePrices(staff("viewer"), {
      requestId: newId(),
      basis: 0,
      edits: [{ what: "spread", percent: "1" }],
      reason: "x",
      from: null,
      confirmed: false,
    });
    await expect(viewer).rejects.toThrow(NotPermitted);
  });

  test("an earlier version is brought back as another", async () => {
    await change([{ what: "rule", id: BASE_RULE, terms: terms() }]);
    await change([
      ruleFor({ country: "NG" }, { percent: "30" }),
      { what: "rounding", currency: "USD", to: "whole" },
    ]);
    expect(await priceOf()).toBe(1300);
    const [, first] = (await listPriceChanges(staff(), { before: null, limit: 5 })).changes;
    const { book } = await readDrafting(staff());
    const edits = await editsToRestore(staff(), book, first?.n ?? 0);
    expect(await change(edits, { restores: first?.n ?? 0 })).toMatchObject({ ok: true });
    expect(await priceOf()).toBe(1045);
  });
});

test("a preview shows what changes, by how much, and what it loses", async () => {
  const { book } = await readDrafting(staff());
  const edits: PriceEdit[] = [ruleFor({ country: "NG" }, { percent: "-1" })];
  const preview = await previewPrices(staff(), { before: book, edits, currency: "USD" });
  expect(preview).toMatchObject({ products: 1, cheaper: 1, dearer: 0, belowCost: 1 });
  const [example] = preview.examples;
  expect(example).toMatchObject({
    operator: { name: "MTN", country: "NG" },
    kind: "airtime",
    provider: "reloadly",
  });
  expect(example?.before?.minor).toBeGreaterThan(example?.after.minor ?? 0);
  expect(example?.left.minor).toBeLessThan(0);
});

test("what has no face value stands in a preview by its name", async () => {
  await importCatalog(database.ctx, {
    provider: listing([
      bundleOffer({
        sku: "es",
        operator: { providerOperatorId: "es", name: "Spain", country: "ES", currency: "EUR" },
        kind: "esim",
        description: "3 GB, 30 days",
        benefits: { dataGb: "3", validityDays: 30 },
        recipient: "none",
      }),
    ]),
  });
  const { book } = await readDrafting(staff());
  const edits: PriceEdit[] = [ruleFor({ kind: "esim" }, { percent: "30" })];
  const { examples } = await previewPrices(staff(), { before: book, edits, currency: "USD" });
  expect(examples).toMatchObject([
    { kind: "esim", parcel: "3 GB, 30 days", face: { currency: NO_CURRENCY } },
  ]);
});

test("rules are read anew only when others count", async () => {
  const before = await readPricing(database.ctx);
  expect((await readPricing(database.ctx)).book).toBe(before.book);
  await change([{ what: "spread", percent: "1" }]);
  const after = await readPricing(database.ctx);
  expect(after.book.spreadPercent).toBe("1");
  expect((await readPricing(database.ctx)).book).toBe(after.book);
});

test("a rate set by hand counts until its end, also where the source is silent", async () => {
  const until = new Date(Date.now() + 3_600_000 * 40);
  const set = (over: object) =>
    setRate(staff(), {
      currency: "EUR",
      rate: "0.95",
      until,
      reason: "source is late",
      confirmed: false,
      ...over,
    });
  expect(await set({})).toEqual({ ok: true, value: null });
  expect(await priceOf("EUR")).toBe(986);
  expect(await set({ rate: "9.5" })).toMatchObject({ failure: { code: "far-off" } });
  expect(await set({ rate: "nine" })).toMatchObject({ failure: { code: "rate-invalid" } });
  expect(await set({ until: new Date(0) })).toMatchObject({ failure: { code: "until-invalid" } });
  await database.ctx.db.execute(
    sql`update fx_rates set at = app_now() - interval '8 days' where quote = 'EUR'`,
  );
  expect(await priceOf("EUR")).not.toBe("unavailable");
  const { rates } = await readRates(staff());
  expect(rates[0]).toMatchObject({ currency: "EUR", state: "old", byHand: { rate: "0.95", by: "ada" } });
  expect(await endRate(staff(), { currency: "EUR" })).toMatchObject({ ok: true });
  expect(await endRate(staff(), { currency: "EUR" })).toMatchObject({
    failure: { code: "changed-meanwhile" },
  });
  expect(await priceOf("EUR")).toBe("unavailable");
  expect(await database.ctx.db.$count(operators)).toBeGreaterThan(0);
});
