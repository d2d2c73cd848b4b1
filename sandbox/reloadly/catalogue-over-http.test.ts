import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWorld } from "../world/read-world";
import { forget, serveForTests, tokenRequest, type ReloadlyServer } from "./serve-for-tests";

let server: ReloadlyServer;

beforeAll(async () => {
  server = await serveForTests();
});
afterAll(async () => {
  await server.close();
  forget(server.dataDir);
});

type Row = Record<string, unknown>;
const rowsOf = (body: unknown) => body as Row[];
const contentOf = (body: Row) => body["content"] as Row[];

describe("tokens", () => {
  const ask = (audience: string, other?: Row) =>
    server.raw("/reloadly/auth/oauth/token", tokenRequest(audience, other));

  it.each([
    "http://127.0.0.1:4010/reloadly/topups",
    "https://topups-sandbox.reloadly.com",
    "http://127.0.0.1:4010/reloadly/giftcards/",
  ])("gives a token for %s", async (audience) => {
    const { status, body } = await ask(audience);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 3600, token_type: "Bearer" });
  });

  it.each([
    ["https://elsewhere.example", {}, 400, "INVALID_AUDIENCE"],
    ["https://topups.reloadly.com", {}, 401, "INVALID_CREDENTIALS"],
    ["https://topups-sandbox.reloadly.com", { client_secret: "no" }, 401, "INVALID_CREDENTIALS"],
    ["https://topups-sandbox.reloadly.com", { grant_type: undefined }, 400, "INVALID_INPUT_PROVIDED"],
  ])("refuses %s with %j", async (audience, other, status, errorCode) => {
    const answer = await ask(audience, other);
    expect([answer.status, answer.body["errorCode"]]).toEqual([status, errorCode]);
    expect(answer.body).toMatchObject({ path: "/oauth/token", infoLink: null, details: [] });
  });

  it("opens only the host it was made for", async () => {
    const { body } = await ask("https://giftcards-sandbox.reloadly.com");
    const headers = { authorization: `Bearer ${String(body["access_token"])}` };
    const own = await server.raw("/reloadly/giftcards/accounts/balance", { headers });
    const other = await server.raw("/reloadly/topups/accounts/balance", { headers });
    expect(own.body).toMatchObject({ balance: 1_000_000, currencyCode: "USD", currencyName: "US Dollar" });
    expect([other.status, other.body["errorCode"]]).toEqual([401, "INVALID_TOKEN"]);
  });

  it("says which token is missing, wrong or expired", async () => {
    const code = async (headers: Record<string, string>) =>
      (await server.raw("/reloadly/topups/countries", { headers })).body["errorCode"];
    expect(await code({})).toBe("MISSING_TOKEN");
    expect(await code({ authorization: "Bearer a.b.c" })).toBe("INVALID_TOKEN");
    const brief = await serveForTests({ values: { RELOADLY_TOKEN_SECONDS: "0" } });
    expect((await brief.get("/countries")).body["errorCode"]).toBe("TOKEN_EXPIRED");
    await brief.close();
    forget(brief.dataDir);
  });

  it("refuses another product's media type", async () => {
    const { body } = await ask("https://topups-sandbox.reloadly.com");
    const authorization = `Bearer ${String(body["access_token"])}`;
    const accept = "application/com.reloadly.giftcards-v1+json";
    const answer = await server.raw("/reloadly/topups/countries", { headers: { authorization, accept } });
    expect(answer.status).toBe(406);
  });
});

describe("countries", () => {
  it("lists 150 and more, each with an array of calling codes", async () => {
    const countries = rowsOf((await server.get("/countries")).body);
    expect(countries.length).toBeGreaterThanOrEqual(150);
    expect(countries.find((country) => country["isoName"] === "GH")).toMatchObject({
      name: "Ghana",
      continent: "Africa",
      currencyCode: "GHS",
      callingCodes: ["+233"],
    });
  });

  it("answers one, or 404", async () => {
    expect((await server.get("/countries/NG")).body).toMatchObject({ isoName: "NG" });
    const unknown = await server.get("/countries/ZZ");
    expect([unknown.status, unknown.body["errorCode"]]).toEqual([404, "COUNTRY_NOT_SUPPORTED"]);
  });
});

describe("operators", () => {
  it("pages from 1 in the request and from 0 in the answer", async () => {
    const first = (await server.get("/operators?page=1&size=100")).body;
    const zeroth = (await server.get("/operators?page=0&size=100")).body;
    const second = (await server.get("/operators?page=2&size=100")).body;
    expect(first).toMatchObject({ number: 0, first: true, last: false, numberOfElements: 100, size: 100 });
    expect(zeroth["content"]).toEqual(first["content"]);
    expect(second).toMatchObject({ number: 1, first: false, pageable: { offset: 100 } });
    expect(contentOf(second)[0]?.["id"]).not.toBe(contentOf(first)[0]?.["id"]);
  });

  it("cuts the size to 1000 and answers an empty page past the end", async () => {
    const all = (await server.get("/operators?size=5000")).body;
    expect(all["size"]).toBe(1000);
    expect(Number(all["totalElements"])).toBeGreaterThanOrEqual(700);
    const past = await server.get("/operators?page=99&size=1000");
    expect(past.status).toBe(200);
    expect(past.body).toMatchObject({ content: [], empty: true, last: true });
  });

  it("keeps bundles, data and PINs as operators of their own and filters them", async () => {
    const names = async (query: string) =>
      rowsOf((await server.get(`/operators/countries/NG?${query}`)).body).map((row) => row["name"]);
    expect(await names("")).toEqual(
      expect.arrayContaining(["MTN Nigeria", "MTN Nigeria Bundles", "MTN Nigeria Data"]),
    );
    expect(await names("includeBundles=false&includeData=false")).not.toContain("MTN Nigeria Bundles");
    expect(await names("dataOnly=true")).not.toContain("MTN Nigeria");
    const fixed = rowsOf((await server.get("/operators/countries/NG?includeRange=false")).body);
    expect(fixed.every((row) => row["denominationType"] === "FIXED")).toBe(true);
  });

  it("keeps the real ids", async () => {
    const known = {
      173: "Digicel Haiti",
      346: "MTN Nigeria Bundles",
      683: "Nauta Cuba",
      1230: "T-Mobile USA PIN",
    };
    for (const [id, name] of Object.entries(known))
      expect((await server.get(`/operators/${id}`)).body["name"]).toBe(name);
    const unknown = await server.get("/operators/999999");
    expect([unknown.status, unknown.body["errorCode"], unknown.body["message"]]).toEqual([
      404,
      null,
      "Operator not found for given id",
    ]);
  });

  it("shows suggestions only when asked", async () => {
    const bare = (await server.get("/operators/341")).body;
    const asked = (await server.get("/operators/341?suggestedAmounts=true&suggestedAmountsMap=true")).body;
    expect(bare).toMatchObject({
      suggestedAmounts: [],
      suggestedAmountsMap: {},
      fixedAmounts: [],
      status: "ACTIVE",
    });
    expect(asked["suggestedAmounts"]).toEqual([1, 5, 10, 20, 30]);
    expect(Object.keys(asked["suggestedAmountsMap"] as Row)).toEqual(["1", "5", "10", "20", "30"]);
  });

  it("keys descriptions by two decimals and aligns local plans", async () => {
    const { body, text } = await server.get("/operators/346");
    const amounts = body["fixedAmounts"] as number[];
    const descriptions = body["fixedAmountsDescriptions"] as Row;
    expect(Object.keys(descriptions)).toEqual(amounts.map((amount) => amount.toFixed(2)));
    expect(body["localFixedAmounts"]).toHaveLength(amounts.length);
    expect(text).toMatch(/"localFixedAmounts":\[\d+\.00/);
    expect(text).toMatch(/"rate":\d+\.\d{11}/);
  });

  it("sells India's regional plans by circle", async () => {
    const plans = (await server.get("/operators/200")).body;
    expect(plans).toMatchObject({ fixedAmounts: [], supportsGeographicalRechargePlans: true });
    expect((plans["geographicalRechargePlans"] as Row[])[0]).toMatchObject({
      locationCode: "DL",
      locationName: "Delhi NCR",
    });
  });
});

describe("auto-detect", () => {
  const detect = (phone: string, iso: string) =>
    server.get(`/operators/auto-detect/phone/${phone}/countries/${iso}`);

  it.each([
    ["%2B2348031234567", "NG", "MTN Nigeria"],
    ["2348031234567", "NG", "MTN Nigeria"],
    ["08031234567", "NG", "MTN Nigeria"],
    ["803123", "NG", "MTN Nigeria"],
    ["50937012345", "HT", "Digicel Haiti"],
  ])("finds %s in %s", async (phone, iso, name) =>
    expect((await detect(phone, iso)).body["name"]).toBe(name),
  );

  it.each([
    ["2348031230004", "NG", 404, "COULD_NOT_AUTO_DETECT_OPERATOR"],
    ["2348031234567", "ZZ", 409, "COUNTRY_NOT_SUPPORTED"],
    ["2348031234567", "NGA", 404, "COUNTRY_NOT_SUPPORTED"],
    ["919876543210", "IN", 500, null],
  ])("answers %s in %s with %i %s", async (phone, iso, status, code) => {
    const answer = await detect(phone, iso);
    expect([answer.status, answer.body["errorCode"]]).toEqual([status, code]);
  });

  it("does not see ported numbers, the paid look-up does", async () => {
    const world = readWorld();
    const ported = Array.from({ length: 200 }, (_, index) => String(2348031240100 + index)).find(
      (digits) => world.servingOperator(digits, "NG")?.key === "ng-airtel",
    );
    expect((await detect(String(ported), "NG")).body["name"]).toBe("MTN Nigeria");
    const byPath = await server.get(`/operators/mnp-lookup/phone/${ported}/countries/NG`);
    const byBody = await server.post("/mnp-lookup/operators", {
      phone: `0${ported?.slice(3)}`,
      countryCode: "NG",
    });
    expect([byPath.body["name"], byBody.body["name"]]).toEqual(["Airtel Nigeria", "Airtel Nigeria"]);
    const failed = await server.get("/operators/mnp-lookup/phone/2348031230004/countries/NG");
    expect([failed.status, failed.body["message"]]).toEqual([404, "mnp lookup for given number failed"]);
  });

  it("0013 names another operator of the country", async () => {
    const { body } = await detect("2348031230013", "NG");
    expect(body["name"]).not.toBe("MTN Nigeria");
    expect(body["country"]).toEqual({ isoName: "NG", name: "Nigeria" });
  });
});

describe("exchange, commissions, promotions", () => {
  it("converts the whole amount", async () => {
    const rate = ((await server.get("/operators/341")).body["fx"] as Row)["rate"] as number;
    const { body } = await server.post("/operators/fx-rate", { operatorId: 341, amount: 5 });
    expect(body).toEqual({
      id: 341,
      name: "MTN Nigeria",
      fxRate: Math.round(rate * 500_000) / 100_000,
      currencyCode: "NGN",
    });
    expect((await server.post("/operators/341/fx-rate", { amount: 5 })).body).toEqual(body);
    expect((await server.post("/operators/fx-rate", { operatorId: 999_999, amount: 5 })).status).toBe(404);
  });

  it("shows commissions with a boolean status", async () => {
    const one = (await server.get("/operators/341/commissions")).body;
    const operator = (await server.get("/operators/341")).body;
    expect(one).toMatchObject({
      percentage: operator["commission"],
      operator: { id: 341, countryCode: "NG", status: true },
    });
    expect((await server.get("/operators/commissions?size=3")).body).toMatchObject({ numberOfElements: 3 });
  });

  it("lists promotions by page, country, operator and id", async () => {
    const all = contentOf((await server.get("/promotions")).body);
    const one = all[0] ?? {};
    expect(one["description"]).toContain("<p>");
    expect(Date.parse(String(one["startDate"]))).toBeLessThan(Date.parse(String(one["endDate"])));
    expect((await server.get(`/promotions/${String(one["id"])}`)).body).toEqual(one);
    expect(rowsOf((await server.get(`/promotions/operators/${String(one["operatorId"])}`)).body)).toEqual([
      one,
    ]);
    const country = ((await server.get(`/operators/${String(one["operatorId"])}`)).body["country"] as Row)[
      "isoName"
    ];
    expect(rowsOf((await server.get(`/promotions/country-codes/${String(country)}`)).body)).toContainEqual(
      one,
    );
    expect((await server.get("/promotions/1")).body["message"]).toBe("Promotion not found");
  });

  it("answers unknown routes as the framework does", async () => {
    expect((await server.get("/nothing")).body).toMatchObject({
      status: 404,
      error: "Not Found",
      message: "No message available",
    });
  });

  it("limits the rate when told to", async () => {
    const limited = await serveForTests({ values: { RELOADLY_RATE_PER_SECOND: "2" } });
    const answers = await Promise.all(Array.from({ length: 12 }, () => limited.get("/accounts/balance")));
    const refused = answers.find((answer) => answer.status === 429);
    expect(refused?.body["errorCode"]).toBe("RATE_LIMIT_REACHED");
    expect(refused?.headers.get("x-ratelimit-limit")).toBe("2");
    await limited.close();
    forget(limited.dataDir);
  });
});
