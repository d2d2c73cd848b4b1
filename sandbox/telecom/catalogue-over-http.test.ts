import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWorld } from "../world/read-world";
import { openCatalogue } from "./open-catalogue";
import { codeOf, serveForTests, type Body, type TelecomServer } from "./serve-for-tests";

let server: TelecomServer;
beforeAll(async () => {
  server = await serveForTests();
});
afterAll(() => server.close());

describe("access", () => {
  it.each(["/balance", "/telecom/products", "/esim/plans", "/telecom/topup/x"])(
    "%s wants a token",
    async (path) => {
      expect(codeOf(await server.get(path, "another"))).toBe("401 unauthorized");
    },
  );
  it("so many calls a second, no more", async () => {
    const strict = await serveForTests({ values: { TELECOM_RATE_PER_SECOND: "1" } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => strict.get("/balance")));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5);
    expect(statuses).toContain(200);
    await strict.close();
  });
});

describe("the look-up", () => {
  const lookUp = (phone: string) => server.post("/telecom/lookup", { phone });
  it("follows ports, and takes a plus", async () => {
    const world = readWorld();
    const { operators } = openCatalogue();
    for (let index = 0; index < 60; index += 1) {
      const phone = `23480312${String(34_500 + index)}`;
      const { body } = await lookUp(index % 2 ? phone : `+${phone}`);
      const key = operators.find(({ id }) => id === body["operator_id"])?.worldKey;
      expect(key).toBe(world.servingOperator(phone, "NG")?.key);
    }
  });
  it("knows numbers from others", async () => {
    expect(codeOf(await lookUp("99912345678"))).toBe("400 invalid_phone");
    expect(codeOf(await server.post("/telecom/lookup", {}))).toBe("400 invalid_phone");
  });
});

describe("the catalog", () => {
  const { operators, products, plans } = openCatalogue();

  it("is of the size that the company claims, with gaps and other spellings", () => {
    const sold = operators.filter((operator) => operator.sold);
    expect(sold.length).toBeGreaterThan(700);
    expect(sold.length).toBeLessThan(operators.length);
    expect(new Set(sold.map(({ country }) => country)).size).toBeGreaterThan(150);
    expect(new Set(products.map(({ id }) => id)).size).toBe(products.length);
    expect(new Set(operators.map(({ id }) => id)).size).toBe(operators.length);
    const world = readWorld();
    const respelt = sold.filter(({ worldKey, name }) => !name.includes(world.operator(worldKey)?.name ?? ""));
    expect(respelt.length).toBeGreaterThan(30);
    for (const { type, validityDays, period, price, range } of products) {
      expect((price ?? range?.min ?? 0) > 0).toBe(true);
      if (type === "bundle") expect(validityDays).toBeLessThanOrEqual(30);
      expect(period !== null).toBe(type === "plan_change");
    }
  });

  it("comes page by page, each product once, forwards and back", async () => {
    const seen: unknown[] = [];
    let cursor: unknown = "";
    let pages = 0;
    while (cursor !== null) {
      const query = cursor ? `&cursor=${String(cursor)}` : "";
      const { body } = await server.get(`/telecom/products?per_page=500${query}`);
      const meta = body["meta"] as Body;
      expect(meta["per_page"]).toBe(200);
      expect(meta["prev_cursor"] === null).toBe(pages === 0);
      seen.push(...(body["data"] as Body[]).map(({ id }) => id));
      cursor = meta["next_cursor"];
      pages += 1;
    }
    expect(seen).toEqual(products.map(({ id }) => id));
    expect(((await server.get("/telecom/products")).body["data"] as Body[]).length).toBe(100);
    expect(codeOf(await server.get("/telecom/products?cursor=elsewhere"))).toBe("400 invalid_request");
    expect(codeOf(await server.get("/telecom/products?per_page=0"))).toBe("400 invalid_request");
  });

  it("is filtered by type and operator; details add the terms", async () => {
    const { body } = await server.get("/telecom/products?type=bundle&operator_id=mtn_ng");
    const rows = body["data"] as Body[];
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows)
      expect(row).toMatchObject({ type: "bundle", operator_id: "mtn_ng", price: { currency: "USD" } });
    const first = rows[0] ?? {};
    const details = await server.get(`/telecom/products/${String(first["id"])}`);
    expect(details.body).toEqual({ ...first, terms: expect.stringMatching(/./) });
    expect(first).not.toHaveProperty("terms");
    expect(codeOf(await server.get("/telecom/products?type=gift"))).toBe("400 invalid_request");
    expect(codeOf(await server.get("/telecom/products?operator_id=nobody"))).toBe("404 operator_not_found");
    expect(codeOf(await server.get("/telecom/products/nothing"))).toBe("404 product_not_found");
  });

  it("has travel plans by country and region", async () => {
    const list = async (query: string) => (await server.get(`/esim/plans?${query}`)).body["data"] as Body[];
    const country = plans.find((plan) => plan.country !== null)?.country ?? "";
    for (const plan of await list(`country=${country}`)) expect(plan["countries"]).toContain(country);
    const europe = await list("region=europe&data_gb=10&validity_days=30");
    expect(europe.map(({ id }) => id)).toEqual(["eu-10gb-30d"]);
    expect((await server.get("/esim/plans/eu-10gb-30d")).body).toEqual(europe[0]);
    expect(codeOf(await server.get("/esim/plans/none"))).toBe("404 product_not_found");
  });
});
