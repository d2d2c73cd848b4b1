import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fxRates, offers, products } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { money } from "@/lib/core/money";
import { sellersOf } from "@/lib/providers/testing";
import type { ProviderOffer } from "@/lib/providers/spec";
import { askNumberBundles } from "./ask-number-bundles";
import { importCatalog } from "./import-catalog";
import { listOffersFor } from "./list-offers-for";
import { quoteProduct } from "./quote-product";
import { readBiller } from "./read-billers";
import { readOperatorPage } from "./read-operator-page";
import { storeRecipient } from "./store-recipient";
import { bundleOffer, listing, rangeOffer } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());
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
    "recipients",
    "number_bundles",
  );
  await ctx.db.insert(fxRates).values([{ base: "USD", quote: "NGN", rate: "1600" }]);
});

const shop = () => ({ ...database.ctx, providers: sellersOf() });
const stock = (...all: ProviderOffer[]) => importCatalog(database.ctx, { provider: listing(all) });
async function theBundle(description = "1GB, 7 days") {
  const [row] = await database.ctx.db.select().from(products).where(eq(products.description, description));
  if (!row) throw new Error("no such product");
  return row;
}
const pin = (over: Partial<ProviderOffer> = {}) =>
  bundleOffer({ sku: "pin", requiredFields: ["boostPin"], ...over });

describe("a product that demands something", () => {
  const quote = async (fields: Record<string, string>) =>
    quoteProduct(shop(), {
      productId: (await theBundle()).id,
      currency: "USD",
      fields: { typed: fields },
    });

  test("says so on the page, and is priced once it has it", async () => {
    await stock(pin());
    const page = await readOperatorPage(shop(), {
      countrySlug: "nigeria",
      operatorSlug: "mtn",
      currency: "USD",
    });
    expect(page?.products[0]?.fields).toMatchObject([{ name: "boostPin", type: "secret", required: true }]);
    expect(await quote({})).toEqual({
      ok: false,
      failure: { code: "fields-invalid", values: { boostPin: "missing" } },
    });
    expect(await quote({ boostPin: "12" })).toMatchObject({ failure: { values: { boostPin: "wrong" } } });
    expect(await quote({ boostPin: "4711", shoeSize: "42" })).toMatchObject({
      ok: true,
      value: { fields: { boostPin: "4711" } },
    });
  });

  test("asks nothing while an offer that asks nothing can deliver it, and is then routed to that one alone", async () => {
    await stock(pin(), bundleOffer({ sku: "free" }));
    expect(await quote({})).toMatchObject({ ok: true, value: { fields: {} } });
    const { id, faceMinor } = await theBundle();
    const face = money(faceMinor ?? 0, "NGN");
    const skus = async (fields: Record<string, string>) =>
      (await listOffersFor(shop(), { productId: id, face, fields })).able.map(({ sku }) => sku).sort();
    expect(await skus({})).toEqual(["free"]);
    expect(await skus({ boostPin: "4711" })).toEqual(["free", "pin"]);
  });

  test("several months cost as many times as much, and go only where they are sold", async () => {
    await stock(
      bundleOffer({ sku: "months", optionalFields: ["numberOfPlanMonths"] }),
      bundleOffer({ sku: "one" }),
    );
    const [one, three] = [await quote({}), await quote({ numberOfPlanMonths: "3" })];
    if (!one.ok || !three.ok) throw new Error("not priced");
    expect(three.value.cost.micros).toBe(one.value.cost.micros * 3);
    expect(three.value.face.minor).toBe(one.value.face.minor * 3);
    expect(three.value.total.minor).toBeGreaterThan(one.value.total.minor * 2);
    const { productId, face, fields } = three.value;
    const routes = await listOffersFor(shop(), { productId, face, fields });
    expect(routes.able).toMatchObject([{ sku: "months", order: { minor: 80 }, cost: three.value.cost }]);
    // The price is renewed from what was kept, not from what is typed again.
    expect(
      await quoteProduct(shop(), { productId, face, currency: "USD", fields: { kept: fields } }),
    ).toMatchObject({
      ok: true,
      value: { total: three.value.total, face },
    });
  });
});

describe("a plan", () => {
  test("is not priced before the buyer has agreed that it replaces the other", async () => {
    await stock(bundleOffer({ kind: "plan" }));
    const [row] = await database.ctx.db.select().from(products);
    const ask = (typed: Record<string, string>) =>
      quoteProduct(shop(), { productId: row?.id ?? "", currency: "USD", fields: { typed } });
    expect(await ask({})).toMatchObject({ failure: { values: { planChange: "missing" } } });
    expect(await ask({ planChange: "yes" })).toMatchObject({ ok: true });
  });
});

describe("bills", () => {
  const power = {
    providerOperatorId: "bill:1",
    name: "Nigeria Power Prepaid",
    country: "NG",
    currency: "NGN",
  };
  const postpaid = { ...power, providerOperatorId: "bill:2", name: "Nigeria Power Postpaid" };
  const bill = (sku: string, operator: typeof power) =>
    rangeOffer({ sku, operator, kind: "bill", recipient: "account" });

  test("a meter and an account are two billers, each with its account to fill in", async () => {
    await stock(bill("1", power), bill("2", postpaid));
    const page = await readBiller(
      { ...database.ctx, providers: { ...sellersOf(), get: () => undefined } },
      { countrySlug: "nigeria", billerSlug: "power-prepaid", currency: "USD" },
    );
    expect(page).toMatchObject({ biller: { name: "Power Prepaid" }, tells: false });
    const found = await readBiller(shop(), {
      countrySlug: "nigeria",
      billerSlug: "power-postpaid",
      currency: "USD",
    });
    expect(found?.products).toMatchObject([{ dialled: false, fields: [{ name: "account" }] }]);
  });
});

describe("bundles of one number", () => {
  const marker = bundleOffer({
    sku: "dynamic:7",
    description: "Special offers",
    requiredFields: ["offersFor"],
  });
  const special = bundleOffer({ sku: "rtr:99", description: "50GB, 30 days" });
  const recipient = (number: string) =>
    storeRecipient(database.ctx, {
      number,
      country: "NG",
      operatorId: null,
      confidence: "unknown",
      prefixName: null,
      candidates: [],
      refuses: [],
    });
  const asking = (offersFor: () => Promise<ProviderOffer[]>, lookupWait = 3000) => ({
    ...database.ctx,
    policy: { ...database.ctx.policy, lookupWait },
    providers: { get: () => ({ offersFor }) },
  });
  const where = { countrySlug: "nigeria", operatorSlug: "mtn" };
  const words = async (to: string | null) => {
    const page = await readOperatorPage(shop(), { ...where, currency: "USD", to });
    return page?.products.map(({ description }) => description);
  };

  test("are asked for once an hour, and shown, priced and routed for that number alone", async () => {
    await stock(rangeOffer(), marker);
    const [ours, other] = [await recipient("+2348031234567"), await recipient("+2348037654321")];
    let asked = 0;
    const ctx = asking(async () => {
      asked += 1;
      return [special];
    });
    expect(await askNumberBundles(ctx, { ...where, to: ours.token })).toBe("known");
    expect(await askNumberBundles(ctx, { ...where, to: ours.token })).toBe("known");
    expect(asked).toBe(1);
    expect(await words(ours.token)).toEqual(["", "50GB, 30 days"]);
    expect(await words(other.token)).toEqual([""]);
    expect(await words(null)).toEqual([""]);
    const { id, faceMinor } = await theBundle("50GB, 30 days");
    const quote = (number: string | null) => quoteProduct(shop(), { productId: id, currency: "USD", number });
    expect(await quote("+2348031234567")).toMatchObject({ ok: true });
    expect(await quote("+2348037654321")).toMatchObject({ failure: { code: "product-gone" } });
    const face = money(faceMinor ?? 0, "NGN");
    const routes = await listOffersFor(shop(), { productId: id, face, number: "+2348031234567" });
    expect(routes.able).toMatchObject([{ sku: "rtr:99" }]);
  });

  test("stay on sale for their number when the list is read again without them", async () => {
    await stock(rangeOffer(), marker);
    const { token } = await recipient("+2348031234567");
    await askNumberBundles(
      asking(async () => [special]),
      { ...where, to: token },
    );
    await stock(rangeOffer(), marker);
    expect(await words(token)).toEqual(["", "50GB, 30 days"]);
  });

  test("who does not answer in time is not waited for, and asked again the next time", async () => {
    await stock(rangeOffer(), marker);
    const { token } = await recipient("+2348031234567");
    const silent = asking(() => new Promise(() => undefined), 1);
    expect(await askNumberBundles(silent, { ...where, to: token })).toBe("silent");
    expect(
      await askNumberBundles(
        asking(async () => []),
        { ...where, to: token },
      ),
    ).toBe("known");
    expect(
      await askNumberBundles(
        asking(() => Promise.reject(new Error("asked again"))),
        { ...where, to: token },
      ),
    ).toBe("known");
    expect(await database.ctx.db.select().from(offers).where(eq(offers.perNumber, true))).toEqual([]);
  });

  test("an operator without them asks nobody", async () => {
    await stock(rangeOffer());
    const { token } = await recipient("+2348031234567");
    expect(
      await askNumberBundles(
        asking(() => Promise.reject(new Error("asked"))),
        { ...where, to: token },
      ),
    ).toBe("none");
  });
});
