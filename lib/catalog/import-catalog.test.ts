import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { importRuns, offers, operators, products, providerOperators } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { newId } from "@/lib/core/ids";
import { money } from "@/lib/core/money";
import type { ProviderOffer } from "@/lib/providers/spec";
import { importCatalog } from "./import-catalog";
import { bundleOffer, costs, listing, rangeOffer } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());
beforeEach(() =>
  emptyTables(database.ctx, "operators", "provider_operators", "products", "offers", "import_runs"),
);

const run = (listed: Iterable<ProviderOffer>, options?: Parameters<typeof listing>[1]) =>
  importCatalog(database.ctx, { provider: listing(listed, options) });
const readOffers = () => database.ctx.db.select().from(offers).orderBy(asc(offers.sku));
const readProducts = () => database.ctx.db.select().from(products).orderBy(asc(products.key));

describe("a first import", () => {
  test("operators of several spellings become one network with its products", async () => {
    const result = await run([rangeOffer(), bundleOffer()]);
    expect(result).toEqual({
      ok: true,
      value: { read: 2, added: 2, changed: 0, switchedOff: 0, skipped: 0 },
    });
    const networks = await database.ctx.db.select().from(operators);
    expect(networks).toMatchObject([
      { country: "NG", name: "MTN", slug: "mtn", matchName: "mtn", popularity: 2 },
    ]);
    expect(await readProducts()).toMatchObject([
      { kind: "airtime", denomination: "range", minMinor: 15_000, maxMinor: 15_000_000, available: true },
      {
        kind: "bundle",
        denomination: "fixed",
        faceMinor: 100_000,
        minMinor: null,
        description: "1GB, 7 days",
      },
    ]);
    const [finished] = await database.ctx.db.select().from(importRuns);
    expect(finished).toMatchObject({ provider: "reloadly", state: "finished", counts: { added: 2 } });
    expect(finished?.finishedAt).not.toBeNull();
  });

  test("a path that another network of the country has is not taken twice", async () => {
    const taken = {
      id: newId(),
      country: "FJ",
      name: "Vodafone",
      slug: "vodafone",
      matchName: "renamed-by-staff",
    };
    await database.ctx.db.insert(operators).values(taken);
    const operator = { providerOperatorId: "1", name: "Vodafone Fiji", country: "FJ", currency: "FJD" };
    await run([rangeOffer({ operator })]);
    const found = await database.ctx.db.select().from(operators).orderBy(asc(operators.slug));
    expect(found.map((row) => row.slug)).toEqual(["vodafone", "vodafone-2"]);
  });

  test("more than one batch, with progress", async () => {
    const many = Array.from({ length: 1203 }, (_, index) =>
      bundleOffer({ sku: `b${index}`, description: `${index + 1} MB` }),
    );
    const told: number[] = [];
    await importCatalog(database.ctx, {
      provider: listing(many),
      onProgress: (now) => told.push(now.offers),
    });
    expect(await readOffers()).toHaveLength(1203);
    expect(told.at(-1)).toBe(1203);
    expect(told.length).toBeGreaterThan(3);
  });

  test("numbers that make no sense are left out and counted", async () => {
    const result = await run([
      rangeOffer(),
      bundleOffer({ sku: "no-rate", cost: { ...costs("0"), orderUnitsPerWalletUnit: "0" } }),
      bundleOffer({ sku: "no-percent", cost: costs("five") }),
      bundleOffer({ sku: "no-face", face: { type: "fixed", amount: money(0, "NGN") } }),
    ]);
    expect(result).toMatchObject({ value: { read: 4, added: 1, skipped: 3 } });
  });

  test("what demands fields we do not ask for is kept but not on sale", async () => {
    await run([bundleOffer({ requiredFields: ["simActivation"] }), rangeOffer()]);
    const byKind = Object.fromEntries((await readProducts()).map((row) => [row.kind, row.available]));
    expect(byKind).toEqual({ airtime: true, bundle: false });
  });
});

describe("repeated", () => {
  test("nothing changes when nothing has changed", async () => {
    await run([rangeOffer(), bundleOffer()]);
    const before = await readOffers();
    expect(await run([rangeOffer(), bundleOffer()])).toMatchObject({
      value: { added: 0, changed: 0, switchedOff: 0 },
    });
    const after = await readOffers();
    expect(after.map(({ seenAt: _, ...row }) => row)).toEqual(before.map(({ seenAt: _, ...row }) => row));
    expect(after[0]?.seenAt.getTime()).toBeGreaterThan(before[0]?.seenAt.getTime() ?? Infinity);
  });

  test("a new price is stored on the same offer", async () => {
    await run([rangeOffer()]);
    const [before] = await readOffers();
    expect(await run([rangeOffer({ cost: costs("6.50") })])).toMatchObject({
      value: { changed: 1, added: 0 },
    });
    const [after] = await readOffers();
    expect(after).toMatchObject({ id: before?.id, discountPercent: "6.5" });
  });

  test("what vanishes is switched off and comes back under its old id", async () => {
    await run([rangeOffer(), bundleOffer()]);
    const ids = (await readProducts()).map((row) => row.id);
    expect(await run([rangeOffer()])).toMatchObject({ value: { switchedOff: 1 } });
    expect((await readOffers()).map((row) => row.active)).toEqual([true, false]);
    expect((await readProducts()).map((row) => row.available)).toEqual([true, false]);
    expect(await run([rangeOffer(), bundleOffer()])).toMatchObject({ value: { changed: 1, added: 0 } });
    expect((await readOffers()).map((row) => row.active)).toEqual([true, true]);
    expect((await readProducts()).map((row) => row.available)).toEqual([true, true]);
    expect((await readProducts()).map((row) => row.id)).toEqual(ids);
  });

  test("an offer whose face value changed moves to another product", async () => {
    const voucher = (minor: number) =>
      bundleOffer({ kind: "pin", face: { type: "fixed", amount: money(minor, "NGN") } });
    await run([voucher(100_000), rangeOffer()]);
    await run([voucher(120_000), rangeOffer()]);
    const pins = (await readProducts()).filter((row) => row.kind === "pin");
    expect(pins.map((row) => [row.faceMinor, row.available])).toEqual([
      [100_000, false],
      [120_000, true],
    ]);
  });

  test("a package whose price at home changed stays what it is", async () => {
    await run([bundleOffer(), rangeOffer()]);
    const ids = (await readProducts()).map((row) => row.id);
    await run([bundleOffer({ face: { type: "fixed", amount: money(120_000, "NGN") } }), rangeOffer()]);
    expect((await readProducts()).map((row) => row.id)).toEqual(ids);
    expect(await readProducts()).toMatchObject([{ kind: "airtime" }, { kind: "bundle", faceMinor: 120_000 }]);
  });

  test("a mapping of staff stays, and an operator that staff left out is not sold", async () => {
    await run([rangeOffer(), bundleOffer()]);
    await database.ctx.db
      .update(providerOperators)
      .set({ mappedBy: "staff", operatorId: null })
      .where(eq(providerOperators.providerOperatorId, "346"));
    expect(await run([rangeOffer(), bundleOffer()])).toMatchObject({ value: { skipped: 1, switchedOff: 1 } });
  });
});

describe("a read that fails", () => {
  const many = Array.from({ length: 600 }, (_, index) =>
    bundleOffer({ sku: `b${index}`, description: `${index} MB` }),
  );

  test("switches nothing off", async () => {
    await run(many);
    const result = await run(many, { breakAfter: 550 });
    expect(result).toMatchObject({ ok: false, failure: { code: "provider-unavailable" } });
    expect((await readOffers()).filter((row) => row.active)).toHaveLength(600);
    const states = await database.ctx.db.select().from(importRuns).orderBy(asc(importRuns.startedAt));
    expect(states.map((row) => row.state)).toEqual(["finished", "failed"]);
    expect(states[1]?.error).toContain("page 2");
  });

  test("an empty list counts as failed", async () => {
    await run([rangeOffer()]);
    expect(await run([])).toMatchObject({ ok: false, failure: { code: "catalog-empty" } });
    expect((await readOffers()).map((row) => row.active)).toEqual([true]);
  });

  test("a run that was killed is closed by the next one, which completes", async () => {
    await database.ctx.db.insert(importRuns).values({
      id: "01890000-0000-7000-8000-000000000001",
      provider: "reloadly",
      state: "running",
    });
    await run([rangeOffer()]);
    const states = await database.ctx.db.select().from(importRuns).orderBy(asc(importRuns.startedAt));
    expect(states.map((row) => [row.state, row.error])).toEqual([
      ["failed", "interrupted"],
      ["finished", null],
    ]);
  });
});

describe("two providers", () => {
  test("share network and product; the range is as wide as both, and one's run leaves the other alone", async () => {
    const other = rangeOffer({
      sku: "NG-MTN",
      operator: { providerOperatorId: "mtn-ng", name: "MTN (Nigeria)", country: "NG", currency: "NGN" },
      order: {
        currency: "NGN",
        type: "range",
        min: money(5000, "NGN"),
        max: money(1_000_000, "NGN"),
        step: 100,
      },
      face: { type: "rate", currency: "NGN", perOrderUnit: "1" },
      cost: { ...costs("3"), orderUnitsPerWalletUnit: "1490.5", flatFee: money(0, "NGN") },
    });
    await run([rangeOffer()]);
    await run([other], { name: "telecom" });
    expect(await readProducts()).toMatchObject([{ minMinor: 5000, maxMinor: 15_000_000 }]);
    expect((await readOffers()).filter((row) => row.active)).toHaveLength(2);
    await run([rangeOffer({ sku: "another" })]);
    expect(await readProducts()).toMatchObject([{ minMinor: 5000, available: true }]);
    expect((await readOffers()).filter((row) => row.active).map((row) => row.sku)).toEqual([
      "NG-MTN",
      "another",
    ]);
  });

  test("side by side they do not disturb each other", async () => {
    const offersOf = (prefix: string) =>
      Array.from({ length: 40 }, (_, index) =>
        bundleOffer({
          sku: `${prefix}${index}`,
          kind: "gift-card",
          recipient: "none",
          operator: {
            providerOperatorId: `${prefix}${index}`,
            name: `Brand ${index} Ghana`,
            country: "GH",
            currency: "GHS",
          },
        }),
      );
    const results = await Promise.all([run(offersOf("a")), run(offersOf("b"), { name: "telecom" })]);
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await database.ctx.db.select().from(operators)).toHaveLength(40);
    expect(await readOffers()).toHaveLength(80);
    expect(await readProducts()).toHaveLength(40);
  });
});
