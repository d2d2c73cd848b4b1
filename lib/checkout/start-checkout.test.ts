import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkouts, fxRates, operators, products, quotes } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { importCatalog, storeRecipient } from "@/lib/catalog";
import { bundleOffer, listing, rangeOffer } from "@/lib/catalog/testing";
import type { Capabilities } from "@/lib/providers/spec";
import type { StripeGateway } from "@/lib/payments";
import type { CheckoutCtx } from "./context";
import { readAmount, startCheckout } from "./start-checkout";

let database: TestDatabase;
let ctx: CheckoutCtx;
let recipientToken: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

beforeEach(async () => {
  ctx = {
    ...database.ctx,
    actor: { kind: "buyer", id: "guest-1" },
    stripe: {} as StripeGateway,
    providers: { get: () => ({ capabilities: {} as Capabilities }) },
    appUrl: "http://shop.test",
    currency: "USD",
    locale: "en",
    seal: (plain) => plain,
  };
  await emptyTables(
    ctx,
    "operators",
    "provider_operators",
    "products",
    "offers",
    "recipients",
    "checkouts",
    "quotes",
  );
  await ctx.db.insert(fxRates).values({ base: "USD", quote: "NGN", rate: "1600" }).onConflictDoNothing();
  const operator = (providerOperatorId: string, name: string, country = "NG") => ({
    operator: { providerOperatorId, name, country, currency: "NGN" },
  });
  await importCatalog(ctx, {
    provider: listing([
      rangeOffer(),
      bundleOffer({ ...operator("341", "MTN Nigeria") }),
      rangeOffer({ sku: "342", ...operator("342", "Airtel Nigeria") }),
      rangeOffer({ sku: "173", ...operator("173", "Digicel Haiti", "HT") }),
    ]),
  });
  const [mtn] = await ctx.db.select().from(operators).where(eq(operators.slug, "mtn"));
  const stored = await storeRecipient(ctx, {
    number: "+2348031234567",
    country: "NG",
    operatorId: mtn?.id ?? null,
    confidence: "provider-only",
    prefixName: null,
    candidates: [],
    refuses: ["bundle"],
  });
  recipientToken = stored.token;
});

async function productOf(
  slug: string,
  kind: "airtime" | "bundle" = "airtime",
): Promise<{ productId: string; operatorId: string }> {
  const [row] = await ctx.db
    .select({ productId: products.id, operatorId: operators.id })
    .from(products)
    .innerJoin(operators, and(eq(operators.id, products.operatorId), eq(operators.slug, slug)))
    .where(eq(products.kind, kind));
  if (!row) throw new Error(`nothing of ${slug}`);
  return row;
}

const face = { text: "2,000", currency: "NGN" };

describe("the operator", () => {
  test.each(["mtn", "airtel"])("%s of the number's country may be chosen, detected or not", async (slug) => {
    const { productId, operatorId } = await productOf(slug);
    const started = await startCheckout(ctx, { recipientToken, productId, face });
    expect(started.ok).toBe(true);
    const [quote] = await ctx.db.select().from(quotes);
    expect(quote).toMatchObject({ operatorId, productId, faceMinor: 200_000, faceCurrency: "NGN" });
  });

  test("one of another country is refused, and nothing is kept", async () => {
    const { productId } = await productOf("digicel");
    expect(await startCheckout(ctx, { recipientToken, productId, face })).toEqual({
      ok: false,
      failure: { code: "operator-mismatch" },
    });
    expect(await ctx.db.select().from(checkouts)).toEqual([]);
  });
});

test("a kind that the number does not take is refused, though the page did not show it", async () => {
  const { productId } = await productOf("mtn", "bundle");
  expect(await startCheckout(ctx, { recipientToken, productId })).toEqual({
    ok: false,
    failure: { code: "kind-refused" },
  });
});

describe("what was altered on the way is refused", () => {
  test.each([
    ["a token nobody gave out", { recipientToken: "x" }, "recipient-gone"],
    ["a product that is no id", { productId: "' or 1=1" }, "recipient-gone"],
    ["words for an amount", { face: { text: "lots", currency: "NGN" } }, "amount-invalid"],
    ["a negative amount", { face: { text: "-5", currency: "NGN" } }, "amount-invalid"],
    ["more than is sold at once", { face: { text: "99999999", currency: "NGN" } }, "amount-too-large"],
    ["less than is sold", { face: { text: "1", currency: "NGN" } }, "amount-too-small"],
    ["another currency", { face: { text: "2000", currency: "USD" } }, "amount-invalid"],
  ])("%s", async (_name, change, code) => {
    const { productId } = await productOf("mtn");
    const started = await startCheckout(ctx, { recipientToken, productId, face, ...change });
    expect(started).toMatchObject({ ok: false, failure: { code } });
    expect(await ctx.db.select().from(checkouts)).toEqual([]);
  });
});

describe("amounts as keyboards write them", () => {
  test.each([
    ["2000", "NGN", 200_000],
    ["2,000.50", "NGN", 200_050],
    ["2.000,50", "NGN", 200_050],
    ["2000,5", "NGN", 200_050],
    ["2 000", "NGN", 200_000],
    ["2\u00a0000,50", "EUR", 200_050],
    ["2'000", "CHF", 200_000],
    ["1,000,000", "NGN", 100_000_000],
    ["1.234", "KWD", 1_234_000],
    ["500", "XOF", 500],
    ["0", "NGN", undefined],
    ["", "NGN", undefined],
    ["1e3", "NGN", undefined],
    ["5.123", "XOF", 5123],
    ["5.5", "XOF", undefined],
    ["10.005", "USD", 1_000_500],
    ["99999999999999999999", "NGN", undefined],
  ])("%j in %s", (text, currency, minor) => {
    expect(readAmount(text, currency)?.minor).toBe(minor);
  });
});
