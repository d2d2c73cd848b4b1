import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  codeOf,
  orderTo,
  serveForTests,
  untilStatus,
  type Body,
  type TelecomServer,
} from "./serve-for-tests";

let server: TelecomServer;
beforeAll(async () => {
  server = await serveForTests();
});
afterAll(() => server.close());

const send = (body: unknown) => server.post("/telecom/topup", body);
const creditsOf = async (reference: string) =>
  (await server.credits()).filter((credit) => credit.reference === reference);

describe("a top-up", () => {
  it("answers with the transaction, and the ledger says the same", async () => {
    const order = orderTo("2348031114321");
    const { status, body } = await send(order);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "completed",
      external_tx_id: order["external_tx_id"],
      product_id: "mtn_ng_topup",
      phone: "2348031114321",
      credited: { amount: 14_575, currency: "NGN" },
    });
    expect(body["tx_id"]).toMatch(/^tel_[a-z0-9]+$/);
    expect(body["operator_tx_id"]).toMatch(/^MTN-\d{5}-\d\d$/);
    expect(body["completed_at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const [credit] = await creditsOf("id-2348031114321");
    expect(credit).toMatchObject({
      provider: "telecom",
      providerReference: body["tx_id"],
      number: "+2348031114321",
      amount: { minor: 1_457_500, currency: "NGN" },
      cost: { micros: 10_000_000, currency: "USD" },
    });
    expect((await server.get(`/telecom/topup/${String(body["tx_id"])}`)).body).toEqual(body);
  });

  it("the same id and body, also at once, is one transaction; with another body it is a conflict", async () => {
    const order = orderTo("2348031124321");
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(order)));
    expect(new Set(answers.map(({ body }) => body["tx_id"])).size).toBe(1);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      ...Array.from({ length: 7 }, () => 200),
      201,
    ]);
    expect(codeOf(await send({ ...order, amount: 11 }))).toBe("409 idempotency_conflict");
    expect(codeOf(await send({ ...order, phone: "2348031134321" }))).toBe("409 idempotency_conflict");
    expect(await creditsOf("id-2348031124321")).toHaveLength(1);
  });

  it("a plus does no harm, a fixed product needs no amount", async () => {
    expect((await send(orderTo("+2348031144321", { external_tx_id: "plus" }))).status).toBe(201);
    const bundle = { phone: "2348031154321", product_id: "mtn_ng_bundle_5gb_7d", external_tx_id: "bundle" };
    expect((await send(bundle)).body["credited"]).toEqual({ data_gb: 5, validity_days: 7 });
    expect((await creditsOf("bundle"))[0]).toMatchObject({ amount: { minor: 336, currency: "USD" } });
  });

  it.each([
    ["no object", "400 invalid_request", []],
    ["no id", "400 invalid_request", orderTo("2348031164321", { external_tx_id: undefined })],
    ["an id with a blank", "400 invalid_request", orderTo("2348031164321", { external_tx_id: "a b" })],
    ["an id too long", "400 invalid_request", orderTo("2348031164321", { external_tx_id: "a".repeat(65) })],
    ["no number", "400 invalid_phone", orderTo("2348")],
    ["a number of words", "400 invalid_phone", orderTo("call me", { external_tx_id: "words" })],
    ["a product nobody sells", "404 product_not_found", orderTo("2348031164321", { product_id: "x" })],
    ["another country", "422 product_not_supported", orderTo("254712345678")],
    ["no amount", "400 invalid_amount", orderTo("2348031164321", { amount: undefined })],
    ["too little", "400 invalid_amount", orderTo("2348031164321", { amount: 0.01 })],
    ["too much", "400 invalid_amount", orderTo("2348031164321", { amount: 1000 })],
    ["a tenth of a cent", "400 invalid_amount", orderTo("2348031164321", { amount: 10.001 })],
    ["another currency", "400 invalid_amount", orderTo("2348031164321", { currency: "NGN" })],
  ])("%s: %s", async (_what, code, order) => {
    expect(codeOf(await send(order))).toBe(code);
  });

  it("a package at another price than its own is refused", async () => {
    const order = orderTo("2348031174321", { product_id: "mtn_ng_bundle_5gb_7d", amount: 3 });
    expect(codeOf(await send(order))).toBe("400 invalid_amount");
  });

  it("can be tried out without buying", async () => {
    const { external_tx_id: _, ...body } = orderTo("2348031184321");
    const tried = await server.post("/topup/validate", body);
    expect(tried.body).toEqual({ valid: true, price: { amount: 10, currency: "USD" } });
    expect(codeOf(await server.post("/topup/validate", orderTo("254712345678")))).toBe(
      "422 product_not_supported",
    );
    expect(await creditsOf("validate")).toEqual([]);
  });

  it("one that nobody made is not found", async () => {
    expect(codeOf(await server.get("/telecom/topup/tel_0"))).toBe("404 product_not_found");
    expect(codeOf(await server.get("/nowhere"))).toBe("404 product_not_found");
  });
});

describe("the float", () => {
  it("is reserved while pending, spent when delivered, and refuses what it does not cover", async () => {
    const poor = await serveForTests({ values: { TELECOM_FLOAT_USD: "25" } });
    const balance = async () => (await poor.get("/balance")).body;
    await poor.post("/telecom/topup", orderTo("2348032220007"));
    expect(await balance()).toMatchObject({ balance: 25, reserved_amount: 10, available_balance: 15 });
    await poor.post("/telecom/topup", orderTo("2348032224321"));
    expect(await balance()).toMatchObject({ balance: 15, reserved_amount: 10, available_balance: 5 });
    expect(codeOf(await poor.post("/telecom/topup", orderTo("2348032234321")))).toBe(
      "402 insufficient_balance",
    );
    await poor.close();
  });
});

describe("after a kill", () => {
  it("what was answered is remembered and what was open goes on", async () => {
    const before = await serveForTests();
    const done = (await before.post("/telecom/topup", orderTo("2348033334321"))).body;
    const open = (await before.post("/telecom/topup", orderTo("2348033330001"))).body;
    const after = await before.afterKill();
    const again = await after.post("/telecom/topup", orderTo("2348033334321"));
    expect([again.status, again.body]).toEqual([200, done]);
    await untilStatus(after, open["tx_id"], "completed");
    expect((await after.credits()).map(({ number }) => number).toSorted()).toEqual([
      "+2348033330001",
      "+2348033334321",
    ]);
    await before.close();
    await after.close();
  });

  it("what was under way while the caller waited is carried out once", async () => {
    const before = await serveForTests({ values: { TELECOM_WAIT_MS: "600000" } });
    const order = orderTo("2348034444321");
    const waiting = before.post("/telecom/topup", order);
    let pending: Body = {};
    // The repeat sees the first as soon as it has begun.
    while (pending["status"] !== "pending") pending = (await before.post("/telecom/topup", order)).body;
    const after = await before.afterKill();
    await untilStatus(after, pending["tx_id"], "completed");
    expect(await after.credits()).toHaveLength(1);
    await waiting;
    await before.close();
    await after.close();
  });
});
