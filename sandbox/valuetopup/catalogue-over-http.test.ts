import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readWorld } from "../world/read-world";
import { deriveCatalogue } from "./derive-catalogue";
import { openCatalogue } from "./open-catalogue";
import { serveForTests, type ValueTopupServer } from "./serve-for-tests";

type Row = Record<string, unknown>;

let server: ValueTopupServer;
beforeAll(async () => {
  server = await serveForTests();
});
afterAll(() => server?.sandbox.close());

const rows = async (path: string, headers?: Record<string, string>): Promise<Row[]> => {
  const answer = await server.get(path, headers);
  expect(answer).toMatchObject({ status: 200, responseCode: "000", responseMessage: null });
  return answer.payLoad as Row[];
};

describe("the door", () => {
  test("without the right Basic header nothing is answered", async () => {
    for (const authorization of ["", "Basic bm9ib2R5Om5vdGhpbmc=", "Bearer x"])
      expect((await server.get("/account/balance", { authorization })).status).toBe(401);
    expect((await server.get("/catalog/products")).status).toBe(404);
  });

  test("a rate limit answers 429", async () => {
    const limited = await serveForTests({ values: { VALUETOPUP_RATE_PER_SECOND: "1" } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => limited.get("/account/balance")));
    expect(answers.map(({ status }) => status)).toContain(429);
    await limited.sandbox.close();
  });
});

describe("what is sold", () => {
  test("follows from the world alone, with ids and gaps of its own", () => {
    const { skus, products } = deriveCatalogue();
    expect(openCatalogue().skus.map(({ skuId }) => skuId)).toEqual(skus.map(({ skuId }) => skuId));
    expect(new Set(skus.map(({ skuId }) => skuId)).size).toBe(skus.length);
    const networks = new Set(products.flatMap(({ worldKey }) => worldKey ?? []));
    const all = readWorld().operators.length;
    expect(networks.size).toBeGreaterThan(all * 0.5);
    expect(networks.size).toBeLessThan(all * 0.9);
    const names = new Map(
      products.flatMap((one) => (one.worldKey ? [[one.worldKey, one.operatorName]] : [])),
    );
    const alike = [...names].filter(([key, name]) => readWorld().operator(key)?.name === name);
    expect(alike.length / names.size).toBeLessThan(0.3);
  });

  test("countries: texts everywhere, area codes where a country shares a dialling code", async () => {
    const countries = await rows("/catalog/countries");
    const one = (iso: string) => countries.find(({ countryCode }) => countryCode === iso);
    expect(one("GH")).toEqual({
      countryCode: "GH",
      countryName: "Ghana",
      region: "Africa",
      internationalCountryCode: "233",
      areaCodes: "",
      numberLength: "9",
    });
    expect(one("JM")).toMatchObject({
      internationalCountryCode: "1",
      areaCodes: "876,658",
      numberLength: "7",
    });
  });

  test("operators and products by country, operator and category", async () => {
    const operators = await rows("/catalog/operators?countryCode=NG");
    expect(Object.keys(operators[0] ?? {})).toEqual(["operatorId", "operatorName", "imageUrl"]);
    const { operatorId } = operators.find(({ operatorName }) => String(operatorName).startsWith("MTN")) ?? {};
    expect(await rows(`/catalog/operators?operatorId=${operatorId}`)).toHaveLength(1);
    const products = await rows(`/catalog/getproducts?operatorId=${operatorId}&categoryId=2`);
    expect(products.length).toBeGreaterThan(1);
    for (const product of products)
      expect(product).toMatchObject({ category: "Rtr", countryCode: "NG", operatorId });
    expect(await rows("/catalog/getproducts?categoryId=3")).toEqual([]);
  });

  test("SKUs: all but gift cards, of one product, or one", async () => {
    const skus = await rows("/catalog/skus");
    expect(skus.some(({ category }) => category === "GiftCard")).toBe(false);
    expect(new Set(skus.map(({ category }) => category))).toEqual(
      new Set(["Rtr", "Pin", "BillPay", "Sim", "eSim"]),
    );
    const [first] = skus;
    const ofProduct = await rows(`/catalog/skus?productId=${String(first?.["productId"])}`);
    expect(new Set(ofProduct.map(({ productId }) => productId)).size).toBe(1);
    expect(await rows(`/catalog/skus?skuId=${String(first?.["skuId"])}`)).toEqual([first]);
    expect(Array.isArray(first?.["internationalCountryCode"])).toBe(true);
  });

  test("texts in a known language; any other is English", async () => {
    const range = (await rows("/catalog/skus")).find(({ skuName }) => skuName === "Open range");
    const path = `/catalog/skus?skuId=${String(range?.["skuId"])}`;
    expect(await rows(path, { "accept-language": "ar" })).toEqual([{ ...range, skuName: "مبلغ مفتوح" }]);
    expect(await rows(path, { "accept-language": "xx" })).toEqual([range]);
  });

  test("gift cards: the cursor is the SKU id to start from", async () => {
    const first = await server.get("/catalog/skus/giftcards");
    expect(first.payLoad).toHaveLength(100);
    expect(first.next).toBe(first.next_cursor);
    const second = await server.get(`/catalog/skus/giftcards?cursor=${first.next_cursor}&pageSize=7`);
    expect((second.payLoad as Row[])[0]?.["skuId"]).toBe(first.next_cursor);
    expect(second.payLoad).toHaveLength(7);
    const end = await server.get("/catalog/skus/giftcards?cursor=999999999");
    expect(end).toMatchObject({ payLoad: [], next_cursor: 0 });
    for (const size of ["0", "101", "x"])
      expect((await server.get(`/catalog/skus/giftcards?pageSize=${size}`)).responseCode).toBe("999");
    const ghana = await rows("/catalog/skus/giftcards?countryCode=gh");
    expect(new Set(ghana.map(({ countryCode }) => countryCode))).toEqual(new Set(["GH"]));
  });

  test("rates and codes", async () => {
    const [sku] = await rows("/catalog/skus");
    const rate = await server.get(`/catalog/sku/exchangeRate/${String(sku?.["skuId"])}`);
    expect(rate.payLoad).toMatchObject({ skuId: sku?.["skuId"], exchangeRate: sku?.["exchangeRate"] });
    expect((await server.get("/catalog/sku/exchangeRate/1")).responseCode).toBe("510");
    const errors = await rows("/catalog/errors");
    expect(errors.map(({ code }) => code)).toContain("852");
    expect(errors.map(({ code }) => code)).not.toContain("777");
  });

  test("dynamic bundles differ by number, and only dynamic products have them", async () => {
    const products = await rows("/catalog/getproducts?countryCode=JM");
    const dynamic = products.find(({ requireFetchBundle }) => requireFetchBundle === true);
    const plain = products.find(({ requireFetchBundle }) => requireFetchBundle === false);
    const idsFor = async (number: string) =>
      (await rows(`/catalog/bundles/${String(dynamic?.["productId"])}/${number}`)).map(({ skuId }) => skuId);
    const lists = await Promise.all(["18762754321", "18762754322", "18762754323"].map(idsFor));
    expect(new Set(lists.map(String)).size).toBeGreaterThan(1);
    expect(await idsFor("18762754321")).toEqual(lists[0]);
    const refused = await server.get(`/catalog/bundles/${String(plain?.["productId"])}/18762754321`);
    expect(refused.responseCode).toBe("510");
  });

  test("promotions run in wall time, now and next week", async () => {
    const [current, upcoming] = [await rows("/promotion/current"), await rows("/promotion/upcoming")];
    expect(current.length).toBeGreaterThan(10);
    const startOf = (list: Row[]) => new Set(list.map(({ startDate }) => startDate));
    expect([...startOf(current)][0]).toMatch(/^\d{4}-\d\d-\d\dT00:00:00$/);
    expect([...startOf(upcoming)]).not.toEqual([...startOf(current)]);
  });
});

describe("look-ups", () => {
  test.each([
    ["18761234567", "JM"],
    ["18762234567", "JM"],
    ["911234567890", "IN"],
    ["912345678901", "IN"],
    ["923123456789", "PK"],
    ["923234578901", "PK"],
    ["5212345678901", "MX"],
    ["522345678901", "MX"],
  ])("their own test number %s is of %s", async (number, country) => {
    const found = await rows(`/lookup/mobile/${number}`);
    for (const product of found) expect(product).toMatchObject({ countryCode: country, category: "Rtr" });
  });

  test("by range; 0004 none, 0013 another; United States not at all", async () => {
    const operatorOf = async (number: string) =>
      (await rows(`/lookup/mobile/${number}`))[0]?.["operatorName"];
    expect(await operatorOf("2348031234321")).toMatch(/MTN/);
    const ported = await server.get("/lookup/mobile/2348031230013");
    expect(JSON.stringify(ported.payLoad)).not.toMatch(/MTN/);
    expect((await server.get("/lookup/mobile/2348031230004")).responseCode).toBe("501");
    expect(await rows("/lookup/mobile/12125550123")).toEqual([]);
    expect((await server.get("/lookup/mobile/99912345678")).responseCode).toBe("501");
    expect((await server.get("/lookup/mobile/+234803")).responseCode).toBe("033");
  });

  test("bills: with and without an amount, and no such account", async () => {
    const bill = (await rows("/catalog/skus")).find(({ category }) => category === "BillPay");
    const path = (account: string) =>
      `/lookup/billpay/fetch-account-detail?skuId=${String(bill?.["skuId"])}&accountNumber=${account}`;
    const amounts = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const { payLoad } = await server.get(path(`acct-${index}9`));
        return (payLoad as Row)["billAmount"];
      }),
    );
    expect(amounts).toContain(null);
    expect(amounts.some((amount) => typeof amount === "number" && amount > 0)).toBe(true);
    expect((await server.get(path("acct-0003"))).responseCode).toBe("500");
    expect((await server.get(path("?"))).responseCode).toBe("500");
  });
});
