import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fxRates, operators, recipients } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { importCatalog } from "@/lib/catalog";
import { listing, rangeOffer } from "@/lib/catalog/testing";
import { fail, ok, type Result } from "@/lib/core/result";
import { decodeCarriers } from "@/lib/phone/detect-operator";
import type { LookupAnswer, LookupFailure, Provider } from "@/lib/providers/spec";
import { identifyNumber, type IdentifyCtx } from "./identify-number";

type Said = Result<LookupAnswer, LookupFailure>;

const mtn = { providerOperatorId: "341", name: "MTN Nigeria", country: "NG", currency: "NGN" };
const airtel = { providerOperatorId: "342", name: "Airtel Nigeria", country: "NG", currency: "NGN" };
/** 803 is MTN's, 802 is Airtel's, 809 belongs to a network that nobody sells. */
const nigeria = decodeCarriers({ n: ["Airtel", "MTN", "Multilinks"], p: { "3": "ma.0,1.1,6.2" } });

let database: TestDatabase;
let answers: (Said | "silent" | "throws")[];
let asked: string[];
let ctx: IdentifyCtx;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

const provider = {
  name: "reloadly",
  lookup: async ({ e164 }: { e164: string }): Promise<Said> => {
    asked.push(e164);
    const answer = answers.shift() ?? "silent";
    if (answer === "throws") throw new Error("unreachable");
    return answer === "silent" ? new Promise<Said>(() => undefined) : answer;
  },
} as unknown as Provider;

beforeEach(async () => {
  await database.ctx.db.execute(
    sql`truncate operators, provider_operators, products, offers, recipients cascade`,
  );
  await database.ctx.db
    .insert(fxRates)
    .values({ base: "USD", quote: "NGN", rate: "1600" })
    .onConflictDoNothing();
  await importCatalog(database.ctx, {
    provider: listing([rangeOffer({ operator: mtn }), rangeOffer({ sku: "342", operator: airtel })]),
  });
  answers = [];
  asked = [];
  ctx = {
    ...database.ctx,
    policy: { ...database.ctx.policy, lookupWait: 20 },
    providers: { all: () => [provider] },
    carriers: { read: async (code) => (code === "234" ? nigeria : undefined) },
  };
});

const says = (operator: typeof mtn): Said =>
  ok({ providerOperatorId: operator.providerOperatorId, name: operator.name, country: operator.country });

async function identify(input: string, country?: string) {
  const found = await identifyNumber(ctx, { input, ...(country ? { country } : {}) });
  if (!found.ok) return { failure: found.failure };
  const [row] = await ctx.db.select().from(recipients).where(eq(recipients.token, found.value.token));
  return { found: found.value, row };
}

describe("what is known of a number", () => {
  test("range and provider agree", async () => {
    answers = [says(mtn)];
    const { found, row } = await identify("0803 123 4567", "NG");
    expect(found).toMatchObject({ country: "NG", countrySlug: "nigeria", operator: { slug: "mtn" } });
    expect(found?.token).toMatch(/^[0-9a-z]{26}$/i);
    expect(row).toMatchObject({
      number: "+2348031234567",
      confidence: "provider-and-prefix-agree",
      operatorId: found?.operator?.id,
      prefixName: "MTN",
      providerAnswer: "reloadly:341:MTN Nigeria",
    });
  });

  test.each<
    [name: string, said: Said | "silent" | "throws", number: string, slug: string | null, confidence: string]
  >([
    ["ported: the provider is believed", says(airtel), "+2348031234567", "airtel", "disagree"],
    ["no table for the range", says(airtel), "+2347011234567", "airtel", "provider-only"],
    ["provider knows no operator", fail("no-operator"), "+2348031234567", "mtn", "prefix-only"],
    ["provider cannot look up", fail("unsupported"), "+2348031234567", "mtn", "prefix-only"],
    ["provider is down", fail("unavailable"), "+2348031234567", "mtn", "prefix-only"],
    ["provider is silent", "silent", "+2348031234567", "mtn", "prefix-only"],
    ["provider breaks", "throws", "+2348031234567", "mtn", "prefix-only"],
    ["nobody knows", "silent", "+2347011234567", null, "unknown"],
    ["range of a network that is not sold", "silent", "+2348091234567", null, "unknown"],
    [
      "provider names a network that is not sold, against the range",
      ok({ providerOperatorId: "999", name: "Smile", country: "NG" }),
      "+2348031234567",
      null,
      "unknown",
    ],
    [
      "provider speaks of another country",
      ok({ providerOperatorId: "342", name: "Airtel", country: "GH" }),
      "+2348031234567",
      "mtn",
      "prefix-only",
    ],
  ])("%s", async (_name, said, number, slug, confidence) => {
    answers = [said];
    const { found, row } = await identify(number);
    expect(found?.operator?.slug ?? null).toBe(slug);
    expect(row).toMatchObject({ confidence, operatorId: found?.operator?.id ?? null });
  });

  test("without a provider that looks up, the range alone tells", async () => {
    ctx = { ...ctx, providers: { all: () => [{ ...provider, lookup: undefined } as unknown as Provider] } };
    const { found, row } = await identify("+2348031234567");
    expect(found?.operator?.slug).toBe("mtn");
    expect(row?.confidence).toBe("prefix-only");
    expect(asked).toEqual([]);
  });

  test("a range's name of company words alone is found under the provider's longer name", async () => {
    const maroc = {
      providerOperatorId: "632",
      name: "Maroc Telecom Morocco",
      country: "MA",
      currency: "MAD",
    };
    await ctx.db.insert(fxRates).values({ base: "USD", quote: "MAD", rate: "10" }).onConflictDoNothing();
    const face = { type: "rate", currency: "MAD", perOrderUnit: "9" } as const;
    await importCatalog(ctx, {
      provider: listing([rangeOffer({ sku: "632", operator: maroc, face })]),
    });
    ctx = {
      ...ctx,
      carriers: { read: async () => decodeCarriers({ n: ["Maroc Telecom"], p: { "3": "id.0" } }) },
    };
    answers = ["silent"];
    const { found, row } = await identify("+212 661 234 567");
    expect(row).toMatchObject({ prefixName: "Maroc Telecom", confidence: "prefix-only" });
    expect(found?.operator?.country).toBe("MA");
  });

  test("an operator that staff switched off is not offered", async () => {
    await ctx.db.update(operators).set({ enabled: false }).where(eq(operators.slug, "mtn"));
    answers = [says(mtn)];
    const { found, row } = await identify("+2348031234567");
    expect(found?.operator).toBeNull();
    expect(row).toMatchObject({ confidence: "unknown", operatorId: null });
  });
});

describe("answers are used again", () => {
  test("the same number within the time is not asked twice, and the second row does not make it fresh again", async () => {
    answers = [says(airtel)];
    const first = await identify("+2348031234567");
    const second = await identify("08031234567", "NG");
    expect(asked).toEqual(["+2348031234567"]);
    expect(second.found?.operator?.slug).toBe("airtel");
    expect(second.row).toMatchObject({ confidence: "disagree", providerAnswer: null });
    expect(second.found?.token).not.toBe(first.found?.token);
  });

  test("an old answer is asked again", async () => {
    answers = [says(airtel), says(mtn)];
    await identify("+2348031234567");
    await ctx.db.update(recipients).set({ createdAt: sql`app_now() - interval '25 hours'` });
    const again = await identify("+2348031234567");
    expect(asked).toHaveLength(2);
    expect(again.found?.operator?.slug).toBe("mtn");
  });

  test("silence is not remembered", async () => {
    answers = ["silent", says(airtel)];
    await identify("+2348031234567");
    const again = await identify("+2348031234567");
    expect(again.found?.operator?.slug).toBe("airtel");
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
