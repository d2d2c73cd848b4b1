import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction } from "@/db/context";
import { fxRates, lookups, operators, orders, providerOperators, recipients } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { importCatalog } from "@/lib/catalog";
import { bundleOffer, listing, rangeOffer } from "@/lib/catalog/testing";
import { fail, ok, type Result } from "@/lib/core/result";
import { decodeCarriers } from "@/lib/phone/detect-operator";
import type { LookupAnswer, LookupFailure, LookupTerms, Provider, ProviderName } from "@/lib/providers/spec";
import { seedOrders } from "@/lib/reports/testing";
import { identifyNumber, type IdentifyCtx } from "./identify-number";

type Said = Result<LookupAnswer, LookupFailure> | "silent" | "throws";

const network = (providerOperatorId: string, name: string, country = "NG") => ({
  providerOperatorId,
  name,
  country,
  currency: "NGN",
});
const mtn = network("341", "MTN Nigeria");
const airtel = network("342", "Airtel Nigeria");
/** 803 is MTN's, 802 is Airtel's, 809 belongs to a network that nobody sells. */
const nigeria = decodeCarriers({ n: ["Airtel", "MTN", "Multilinks"], p: { "3": "ma.0,1.1,6.2" } });
const MTN_NUMBER = "+2348031234567";

let database: TestDatabase;
let answers: Partial<Record<ProviderName, Said[]>>;
let asked: ProviderName[];
let ctx: IdentifyCtx;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

function providerOf(name: ProviderName, lookup: LookupTerms): Provider {
  return {
    name,
    capabilities: { lookup },
    lookup: async () => {
      asked.push(name);
      const answer = answers[name]?.shift() ?? "silent";
      if (answer === "throws") throw new Error("unreachable");
      return answer === "silent" ? new Promise(() => undefined) : answer;
    },
  } as unknown as Provider;
}

/** The first goes by ranges and costs something in Nigeria, the second follows porting, the third goes by ranges too. */
const telecom = providerOf("telecom", { follows: "porting" });
const valuetopup = providerOf("valuetopup", { follows: "range" });
const reloadly = providerOf("reloadly", { follows: "range", paidIn: ["NG"] });

beforeEach(async () => {
  await emptyTables(
    database.ctx,
    "operators",
    "provider_operators",
    "products",
    "offers",
    "recipients",
    "lookups",
  );
  await database.ctx.db
    .insert(fxRates)
    .values({ base: "USD", quote: "NGN", rate: "1600" })
    .onConflictDoNothing();
  for (const name of ["telecom", "valuetopup", "reloadly"] as const) {
    const offers = [rangeOffer({ operator: mtn }), rangeOffer({ sku: "342", operator: airtel })];
    const bundle = bundleOffer({ operator: mtn });
    await importCatalog(database.ctx, { provider: listing([...offers, bundle], { name }) });
  }
  answers = {};
  asked = [];
  ctx = {
    ...database.ctx,
    policy: { ...database.ctx.policy, lookupWait: 20, lookupGrace: 5 },
    providers: { all: () => [reloadly, telecom, valuetopup] },
    carriers: { read: async (code) => (code === "234" ? nigeria : undefined) },
  };
});

const says = (operator: typeof mtn, supports?: LookupAnswer["supports"]): Said =>
  ok({
    providerOperatorId: operator.providerOperatorId,
    name: operator.name,
    country: operator.country,
    ...(supports ? { supports } : {}),
  });

async function identify(input: string, country?: string) {
  const found = await identifyNumber(ctx, { input, ...(country ? { country } : {}) });
  if (!found.ok) return { failure: found.failure };
  const [row] = await ctx.db.select().from(recipients).where(eq(recipients.token, found.value.token));
  return { found: found.value, row };
}

describe("what is known of a number", () => {
  test("range and look-ups agree", async () => {
    answers = { telecom: [says(mtn)], valuetopup: [says(mtn)] };
    const { found, row } = await identify("0803 123 4567", "NG");
    expect(found).toMatchObject({ country: "NG", countrySlug: "nigeria", operator: { slug: "mtn" } });
    expect(found?.token).toMatch(/^[0-9a-z]{26}$/i);
    expect(row).toMatchObject({
      number: MTN_NUMBER,
      confidence: "sources-agree",
      operatorId: found?.operator?.id,
      prefixName: "MTN",
      candidates: [{ operatorId: found?.operator?.id, said: ["telecom", "valuetopup", "prefix"] }],
    });
    expect(await ctx.db.select().from(lookups)).toMatchObject([
      { number: MTN_NUMBER, provider: "telecom", country: "NG", providerOperatorId: "341" },
      { number: MTN_NUMBER, provider: "valuetopup", country: "NG", providerOperatorId: "341" },
    ]);
  });

  const nobody: Said = fail("no-operator");
  test.each<[string, Said, Said, string, string | null, string]>([
    ["ported: today's network is believed", says(airtel), says(mtn), MTN_NUMBER, "airtel", "moved"],
    ["no table for the range", says(airtel), "silent", "+2347011234567", "airtel", "provider-only"],
    ["nobody knows it but the range", nobody, nobody, MTN_NUMBER, "mtn", "prefix-doubted"],
    ["nobody can look it up", fail("unsupported"), fail("unavailable"), MTN_NUMBER, "mtn", "prefix-only"],
    ["one is silent, the other breaks", "silent", "throws", MTN_NUMBER, "mtn", "prefix-only"],
    ["nobody knows", "silent", "silent", "+2347011234567", null, "unknown"],
    ["range of a network that is not sold", "silent", "silent", "+2348091234567", null, "unknown"],
    ["a network that is not sold", says(network("999", "Smile")), says(mtn), MTN_NUMBER, null, "unknown"],
    [
      "another country's network",
      says(network("342", "Airtel", "GH")),
      "silent",
      MTN_NUMBER,
      "mtn",
      "prefix-only",
    ],
  ])("%s", async (_name, first, second, number, slug, confidence) => {
    answers = { telecom: [first], valuetopup: [second] };
    const { found, row } = await identify(number);
    expect(found?.operator?.slug ?? null).toBe(slug);
    expect(row).toMatchObject({ confidence, operatorId: found?.operator?.id ?? null });
  });

  test("without a provider that looks up, the range alone tells", async () => {
    ctx = { ...ctx, providers: { all: () => [{ ...telecom, lookup: undefined } as unknown as Provider] } };
    const { found, row } = await identify(MTN_NUMBER);
    expect(found?.operator?.slug).toBe("mtn");
    expect(row?.confidence).toBe("prefix-only");
    expect(asked).toEqual([]);
  });

  test("a range's name of company words alone is found under the provider's longer name", async () => {
    const maroc = { ...network("632", "Maroc Telecom Morocco", "MA"), currency: "MAD" };
    await ctx.db.insert(fxRates).values({ base: "USD", quote: "MAD", rate: "10" }).onConflictDoNothing();
    const face = { type: "rate", currency: "MAD", perOrderUnit: "9" } as const;
    await importCatalog(ctx, { provider: listing([rangeOffer({ sku: "632", operator: maroc, face })]) });
    ctx = {
      ...ctx,
      carriers: { read: async () => decodeCarriers({ n: ["Maroc Telecom"], p: { "3": "id.0" } }) },
    };
    const { found, row } = await identify("+212 661 234 567");
    expect(row).toMatchObject({ prefixName: "Maroc Telecom", confidence: "prefix-only" });
    expect(found?.operator?.country).toBe("MA");
  });

  test("a name that nobody has mapped raises a doubt; one that staff left out for good is another network", async () => {
    const airtels = eq(providerOperators.providerOperatorId, "342");
    await ctx.db.update(providerOperators).set({ operatorId: null, mappedBy: null }).where(airtels);
    answers = { telecom: [says(airtel), says(airtel)] };
    const unsure = await identify(MTN_NUMBER);
    expect(unsure.found?.operator?.slug).toBe("mtn");
    expect(unsure.row).toMatchObject({ confidence: "disagree", candidates: [{}, { operatorId: null }] });
    await ctx.db.update(providerOperators).set({ mappedBy: "staff" }).where(airtels);
    expect((await identify(MTN_NUMBER)).row).toMatchObject({ confidence: "unknown", operatorId: null });
  });

  test("an operator that staff switched off is not offered", async () => {
    await ctx.db.update(operators).set({ enabled: false }).where(eq(operators.slug, "mtn"));
    answers = { telecom: [says(mtn)] };
    const { found, row } = await identify(MTN_NUMBER);
    expect(found?.operator).toBeNull();
    expect(row).toMatchObject({ confidence: "unknown", operatorId: null });
  });

  test("what arrived before counts most, unless it is long ago", async () => {
    await inTransaction(ctx, (tx) => seedOrders(tx, { count: 1 }));
    const [airtelRow] = await ctx.db.select().from(operators).where(eq(operators.slug, "airtel"));
    await ctx.db
      .update(orders)
      .set({ number: MTN_NUMBER, operatorId: airtelRow?.id ?? "", createdAt: sql`app_now()` });
    answers = { valuetopup: [says(mtn), says(mtn)] };
    const first = await identify(MTN_NUMBER);
    expect(first.found?.operator?.slug).toBe("airtel");
    expect(first.row?.confidence).toBe("worked-before");
    await ctx.db.update(orders).set({ createdAt: sql`app_now() - interval '181 days'` });
    const later = await identify(MTN_NUMBER);
    expect(later.found?.operator?.slug).toBe("mtn");
    await ctx.db.update(orders).set({ state: "undeliverable", createdAt: sql`app_now()` });
    expect((await identify(MTN_NUMBER)).found?.operator?.slug).toBe("mtn");
  });
});

describe("what the number takes", () => {
  test("a kind that they sell of its operator and leave out is refused for it, PINs with airtime", async () => {
    answers = { telecom: [says(mtn, ["bundle", "plan"])] };
    expect((await identify(MTN_NUMBER)).row?.refuses).toEqual(["airtime", "pin"]);
  });

  test("a kind that they do not sell of its operator says nothing", async () => {
    answers = { telecom: [says(airtel, ["airtime"])] };
    expect((await identify("+2348021234567")).row?.refuses).toEqual([]);
    answers = { telecom: [says(network("999", "Smile"), [])] };
    expect((await identify("+2348091234567")).row?.refuses).toEqual([]);
  });

  test("it is still known when the answer is used again", async () => {
    answers = { telecom: [says(mtn, ["bundle"])] };
    await identify(MTN_NUMBER);
    expect((await identify(MTN_NUMBER)).row?.refuses).toEqual(["airtime", "pin"]);
  });
});

describe("look-ups that cost something", () => {
  test.each<[string, Said, Said, string, boolean]>([
    ["nobody else knows", "silent", fail("no-operator"), "+2347011234567", true],
    ["the others are at odds", "silent", says(airtel), MTN_NUMBER, true],
    ["the range tells", "silent", "silent", MTN_NUMBER, false],
    ["today's network is known", says(airtel), says(mtn), MTN_NUMBER, false],
  ])("%s", async (_name, first, second, number, paid) => {
    answers = { telecom: [first], valuetopup: [second], reloadly: [says(airtel)] };
    const { found } = await identify(number);
    expect(asked.includes("reloadly")).toBe(paid);
    if (paid) expect(found?.operator?.slug).toBe("airtel");
  });

  test("are free elsewhere, and asked with the others", async () => {
    const free = providerOf("reloadly", { follows: "range", paidIn: ["IN"] });
    ctx = { ...ctx, providers: { all: () => [telecom, free] } };
    answers = { telecom: [says(mtn)], reloadly: [says(mtn)] };
    await identify(MTN_NUMBER);
    expect(asked.toSorted()).toEqual(["reloadly", "telecom"]);
  });
});

describe("a buyer does not wait", () => {
  test("for those who are slower than whoever knows today's network", async () => {
    ctx = { ...ctx, policy: { ...ctx.policy, lookupWait: 60_000, lookupGrace: 1 } };
    answers = { telecom: [says(airtel)], valuetopup: ["silent"] };
    expect((await identify(MTN_NUMBER)).row?.confidence).toBe("moved");
  });

  test("but as long as it may take for one who does", async () => {
    ctx = { ...ctx, policy: { ...ctx.policy, lookupWait: 40, lookupGrace: 1 } };
    answers = { telecom: ["silent"], valuetopup: [says(mtn)] };
    expect((await identify(MTN_NUMBER)).row?.confidence).toBe("provider-and-prefix-agree");
  });
});

describe("answers are used again", () => {
  test("within the time nobody is asked twice, and using an answer does not make it fresh again", async () => {
    answers = { telecom: [says(airtel)], valuetopup: [says(mtn)] };
    const first = await identify(MTN_NUMBER);
    await ctx.db.update(lookups).set({ askedAt: sql`app_now() - interval '23 hours'` });
    const before = await ctx.db.select().from(lookups);
    const second = await identify("08031234567", "NG");
    expect(asked.toSorted()).toEqual(["telecom", "valuetopup"]);
    expect(second.found?.operator?.slug).toBe("airtel");
    expect(second.row?.confidence).toBe("moved");
    expect(second.found?.token).not.toBe(first.found?.token);
    expect(await ctx.db.select().from(lookups)).toEqual(before);
  });

  test("an old answer is asked again and takes the place of the old one", async () => {
    answers = { telecom: [says(airtel), says(mtn)], valuetopup: [says(mtn), says(mtn)] };
    await identify(MTN_NUMBER);
    await ctx.db.update(lookups).set({ askedAt: sql`app_now() - interval '25 hours'` });
    expect((await identify(MTN_NUMBER)).found?.operator?.slug).toBe("mtn");
    expect(await ctx.db.select().from(lookups)).toHaveLength(2);
  });

  test("knowing no operator is asked again sooner", async () => {
    answers = { telecom: [fail("no-operator"), says(airtel)], valuetopup: [says(mtn)] };
    await identify(MTN_NUMBER);
    expect((await identify(MTN_NUMBER)).found?.operator?.slug).toBe("mtn");
    await ctx.db.update(lookups).set({ askedAt: sql`app_now() - interval '61 minutes'` });
    expect((await identify(MTN_NUMBER)).found?.operator?.slug).toBe("airtel");
    expect(asked.toSorted()).toEqual(["telecom", "telecom", "valuetopup"]);
  });

  test("silence is not remembered", async () => {
    answers = { telecom: ["silent", says(airtel)] };
    await identify(MTN_NUMBER);
    expect((await identify(MTN_NUMBER)).found?.operator?.slug).toBe("airtel");
  });
});

describe("refusals keep nothing and ask nobody", () => {
  test.each([
    ["hello", undefined, { code: "number-has-letters" }],
    ["0803 123 4567", undefined, { code: "number-needs-country" }],
    ["+53 5212 3456", undefined, { code: "destination-forbidden", values: { country: "CU" } }],
    ["+33 6 12 34 56 78", undefined, { code: "country-unsupported", values: { country: "FR" } }],
  ])("%s", async (input, country, failure) => {
    expect((await identify(input, country)).failure).toEqual(failure);
    expect(asked).toEqual([]);
    expect(await ctx.db.select().from(recipients)).toEqual([]);
  });
});
