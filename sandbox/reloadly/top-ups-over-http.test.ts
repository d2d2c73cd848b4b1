import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  codeOf,
  finalStatus,
  forget,
  orderTo,
  reportOf,
  serveForTests,
  until,
  type Body,
  type ReloadlyServer,
} from "./serve-for-tests";

let server: ReloadlyServer;

beforeEach(async () => {
  server = await serveForTests();
});
afterEach(async () => {
  await server.close();
  forget(server.dataDir);
});

const send = (number: string, other: Body = {}) => server.post("/topups", orderTo(number, other));
const report = (identifier: string) => reportOf(server, identifier);

describe("a top-up", () => {
  it("is delivered, charged to the wallet and witnessed", async () => {
    const { status, body } = await send("2348031234567", {
      senderPhone: { countryCode: "US", number: "12025550123" },
    });
    const operator = (await server.get("/operators/341")).body;
    const cost = Math.round(1_000_000 * (1 - Number(operator["internationalDiscount"]) / 100)) / 100_000;
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "SUCCESSFUL",
      customIdentifier: "id-2348031234567",
      recipientPhone: "2348031234567",
      senderPhone: "12025550123",
      requestedAmount: 10,
      requestedAmountCurrencyCode: "USD",
      deliveredAmountCurrencyCode: "NGN",
      pinDetail: null,
      balanceInfo: { oldBalance: 1_000_000, newBalance: 1_000_000 - cost, cost },
    });
    expect(server.credits()).toMatchObject([
      {
        reference: "id-2348031234567",
        providerReference: String(body["transactionId"]),
        number: "+2348031234567",
        amount: { minor: Math.round(Number(body["deliveredAmount"]) * 100), currency: "NGN" },
        cost: { micros: Math.round(cost * 1_000_000), currency: "USD" },
        state: "credited",
      },
    ]);
    expect((await server.get("/accounts/balance")).body["balance"]).toBe(1_000_000 - cost);
    expect(await report("ID-2348031234567")).toEqual([body]);
    expect((await server.get(`/topups/reports/transactions/${String(body["transactionId"])}`)).body).toEqual(
      body,
    );
    expect(await finalStatus(server, body["transactionId"], "SUCCESSFUL")).toMatchObject({
      code: null,
      transaction: body,
    });
  });

  it("gives a PIN", async () => {
    const pin = (await server.get("/operators/1230")).body;
    const { body } = await server.post("/topups", {
      operatorId: 1230,
      amount: (pin["fixedAmounts"] as number[])[0],
      recipientPhone: { countryCode: "US", number: "2025550123" },
    });
    expect(body["pinDetail"]).toMatchObject({
      code: expect.stringMatching(/^\d{13}$/),
      value: null,
      validity: "60 days",
    });
  });

  it("tops a Nauta account up by e-mail", async () => {
    const { body } = await server.post("/topups", {
      operatorId: 683,
      amount: 20,
      recipientEmail: "maria@nauta.com.cu",
    });
    expect(body).toMatchObject({
      status: "SUCCESSFUL",
      recipientEmail: "maria@nauta.com.cu",
      recipientPhone: null,
    });
    expect(server.credits()[0]?.number).toBe("maria@nauta.com.cu");
  });

  it("orders in local currency", async () => {
    const { body } = await send("2348031234567", { amount: 1500, useLocalAmount: true });
    expect(body).toMatchObject({
      requestedAmount: 1500,
      requestedAmountCurrencyCode: "NGN",
      deliveredAmount: 1500,
    });
  });

  it("is asynchronous on the other path and told by a signed webhook", async () => {
    const { body } = await server.post("/topups-async", orderTo("2348031234567"));
    expect(Object.keys(body)).toEqual(["transactionId"]);
    expect(await finalStatus(server, body["transactionId"], "SUCCESSFUL")).toMatchObject({
      transaction: { status: "SUCCESSFUL" },
    });
    const hooks = await until(
      () => server.hooks,
      (list) => list.some((hook) => hook.status === "SUCCESSFUL"),
    );
    expect(hooks.every((hook) => hook.genuine)).toBe(true);
  });

  it("answers 404 for unknown transactions", async () => {
    expect(codeOf(await server.get("/topups/1/status"))).toBe("404 TRANSACTION_NOT_FOUND");
    expect(codeOf(await server.get("/topups/reports/transactions/1"))).toBe("404 null");
  });

  it("filters the report by country, operator and time of UTC−4", async () => {
    const { body } = await send("2348031234567");
    const count = async (query: string) =>
      (await server.get(`/topups/reports/transactions?${query}`)).body["totalElements"];
    const wall = (shift: number) => {
      const at = Date.parse(`${String(body["transactionDate"]).replace(" ", "T")}Z`) + shift;
      return encodeURIComponent(new Date(at).toISOString().slice(0, 19).replace("T", " "));
    };
    const hour = 3_600_000;
    expect(await count("countryCode=NG&operatorId=341&operatorName=mtn")).toBe(1);
    expect(await count("countryCode=GH")).toBe(0);
    expect(await count("operatorId=173")).toBe(0);
    expect(await count(`startDate=${wall(-5 * hour)}&endDate=${wall(-3 * hour)}`)).toBe(1);
    expect(await count(`startDate=${wall(-hour)}&endDate=${wall(hour)}`)).toBe(0);
  });
});

describe("identifiers", () => {
  it("are used up by what was bought, not by what was refused", async () => {
    expect(codeOf(await send("2348031234567", { amount: 5000 }))).toBe("400 INVALID_AMOUNT_FOR_OPERATOR");
    expect((await send("2348031234567")).status).toBe(200);
    expect(codeOf(await send("2348031234568", { customIdentifier: "id-2348031234567" }))).toBe(
      "400 CUSTOM_IDENTIFIER_ALREADY_USED",
    );
    expect((await send("2348031234568", { customIdentifier: "ID-2348031234567" })).status).toBe(200);
  });

  it("do not stop parallel calls: all of them execute", async () => {
    const slow = await serveForTests({ timeScale: 1, values: { RELOADLY_WAIT_MS: "500" } });
    const body = orderTo("2348031234567");
    const answers = await Promise.all(Array.from({ length: 5 }, () => slow.post("/topups", body)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(slow.credits()).toHaveLength(5);
    await slow.close();
    forget(slow.dataDir);
  });
});

describe("the wallet and the number", () => {
  it("refuses what the wallet cannot pay", async () => {
    const poor = await serveForTests({ values: { RELOADLY_FLOAT_USD: "9.5" } });
    expect(codeOf(await poor.post("/topups", orderTo("2348031234567", { amount: 20 })))).toBe(
      "400 INSUFFICIENT_BALANCE",
    );
    expect(poor.credits()).toHaveLength(0);
    await poor.close();
    forget(poor.dataDir);
  });

  it("refuses a number again within two minutes", async () => {
    const slow = await serveForTests({ timeScale: 10, values: { RELOADLY_WAIT_MS: "0" } });
    expect((await slow.post("/topups", orderTo("2348031234567"))).status).toBe(200);
    const again = await slow.post("/topups", orderTo("2348031234567", { customIdentifier: "b" }));
    expect(codeOf(again)).toBe("400 PHONE_RECENTLY_RECHARGED");
    await slow.close();
    forget(slow.dataDir);
  });
});

describe("memory", () => {
  it("ends open transactions after a restart and keeps identifiers, wallet and numbers", async () => {
    const first = await serveForTests({ timeScale: 5 });
    const open = await first.post("/topups", orderTo("2348031230001"));
    expect(open.body["status"]).toBe("PROCESSING");
    expect(first.credits()).toHaveLength(0);
    await first.close();

    const second = await serveForTests({ dataDir: first.dataDir });
    const id = String(open.body["transactionId"]);
    await until(
      async () => (await second.get(`/topups/${id}/status`)).body,
      (body) => body["status"] === "SUCCESSFUL",
    );
    expect(second.credits()).toHaveLength(1);
    expect((await second.get("/accounts/balance")).body["balance"]).toBeLessThan(1_000_000);
    const again = await second.post("/topups", orderTo("2348031230001"));
    expect(codeOf(again)).toBe("400 CUSTOM_IDENTIFIER_ALREADY_USED");
    const next = await second.post("/topups", orderTo("2348031234567"));
    expect(Number(next.body["transactionId"])).toBeGreaterThan(Number(id));
    await second.close();
    forget(first.dataDir);
  });

  it("forgets everything at a reset", async () => {
    await send("2348031234567");
    server.reset();
    expect((await server.get("/accounts/balance")).body["balance"]).toBe(1_000_000);
    expect(await report("id-2348031234567")).toEqual([]);
    expect((await send("2348031234567")).status).toBe(200);
  });
});
