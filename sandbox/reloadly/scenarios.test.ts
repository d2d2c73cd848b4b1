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

describe("scenarios", () => {
  const at = (digits: string) => `234803123${digits}`;
  const credited = () => server.credits().filter((credit) => credit.state === "credited").length;

  it("0001 is accepted and delivered later", async () => {
    const { body } = await send(at("0001"));
    expect(body["status"]).toBe("PROCESSING");
    await finalStatus(server, body["transactionId"], "SUCCESSFUL");
    expect(credited()).toBe(1);
    await until(
      () => server.hooks,
      (hooks) => hooks.some((hook) => hook.status === "SUCCESSFUL"),
    );
  });

  it("0002 is accepted, then refunded", async () => {
    const { body } = await send(at("0002"));
    expect((body["balanceInfo"] as Body)["newBalance"]).toBeLessThan(1_000_000);
    const status = await finalStatus(server, body["transactionId"], "REFUNDED");
    expect(status).toMatchObject({ transaction: { balanceInfo: { cost: 0 } } });
    expect(status["code"]).not.toBeNull();
    expect((await server.get("/accounts/balance")).body["balance"]).toBe(1_000_000);
    expect(server.credits()).toHaveLength(0);
    await until(
      () => server.hooks,
      (hooks) => hooks.some((hook) => hook.status === "REFUNDED" && hook.genuine),
    );
  });

  it("0002 fails on the asynchronous path", async () => {
    const { body } = await server.post("/topups-async", orderTo(at("0002")));
    await finalStatus(server, body["transactionId"], "FAILED");
    expect(server.credits()).toHaveLength(0);
  });

  it.each([
    ["0003", "400 INVALID_RECIPIENT_PHONE"],
    ["0006", "400 TRANSACTION_REFUSED_BY_OPERATOR"],
    ["0018", "400 INSUFFICIENT_BALANCE"],
  ])("%s is rejected with %s and leaves no trace", async (digits, code) => {
    expect(codeOf(await send(at(digits)))).toBe(code);
    expect(await report(`id-${at(digits)}`)).toEqual([]);
    expect(server.credits()).toHaveLength(0);
  });

  it.each(["0004", "0013"])("%s is delivered all the same", async (digits) => {
    expect((await send(at(digits))).body["status"]).toBe("SUCCESSFUL");
    expect(credited()).toBe(1);
  });

  it("0006 takes bundles", async () => {
    const { body } = await server.get("/operators/346");
    const [amount] = body["fixedAmounts"] as number[];
    const sent = await send(at("0006"), { operatorId: 346, amount: amount ?? 0 });
    expect(sent.body["status"]).toBe("SUCCESSFUL");
    expect(credited()).toBe(1);
  });

  it("0005 is credited and answers 500", async () => {
    expect(codeOf(await send(at("0005")))).toBe("500 TRANSACTION_CANNOT_BE_PROCESSED_AT_THE_MOMENT");
    expect(await report(`id-${at("0005")}`)).toMatchObject([{ status: "SUCCESSFUL" }]);
    expect(credited()).toBe(1);
  });

  it("0007 stays open", async () => {
    const { body } = await send(at("0007"));
    const other = await send(at("0001"));
    await finalStatus(server, other.body["transactionId"], "SUCCESSFUL");
    expect((await server.get(`/topups/${String(body["transactionId"])}/status`)).body).toEqual({
      code: null,
      message: null,
      status: "PROCESSING",
      transaction: null,
    });
  });

  it.each(["0008", "0016"])("%s is credited and the answer is lost", async (digits) => {
    await expect(send(at(digits))).rejects.toThrow();
    expect(credited()).toBe(1);
    expect(await report(`id-${at(digits)}`)).toMatchObject([{ status: "SUCCESSFUL" }]);
  });

  it("0009 is lost and nothing is credited", async () => {
    await expect(send(at("0009"))).rejects.toThrow();
    expect(await report(`id-${at("0009")}`)).toEqual([]);
    expect(server.credits()).toHaveLength(0);
  });

  it("0010 is credited long before it answers", async () => {
    let answered = false;
    const answer = send(at("0010")).then((value) => ((answered = true), value));
    await until(
      () => server.credits(),
      (credits) => credits.length === 1,
    );
    expect(answered).toBe(false);
    expect((await answer).body["status"]).toBe("SUCCESSFUL");
  });

  it("0011 delivers 80 %", async () => {
    const whole = await send("2348031234567");
    const less = await send(at("0011"));
    const share = Number(less.body["deliveredAmount"]) / Number(whole.body["deliveredAmount"]);
    expect(share).toBeCloseTo(0.8, 5);
    expect(server.credits()[1]?.amount.minor).toBe(Math.round(Number(less.body["deliveredAmount"]) * 100));
  });

  it("0012 is delivered, then taken back", async () => {
    const { body } = await send(at("0012"));
    expect(body["status"]).toBe("SUCCESSFUL");
    await finalStatus(server, body["transactionId"], "REFUNDED");
    expect(server.credits()).toMatchObject([{ state: "reversed" }]);
    expect((await server.get("/accounts/balance")).body["balance"]).toBe(1_000_000);
    await until(
      () => server.hooks,
      (hooks) => hooks.some((hook) => hook.status === "REFUNDED"),
    );
  });

  it("0014 is down twice, then works", async () => {
    const slow = await serveForTests({ timeScale: 1, values: { RELOADLY_WAIT_MS: "0" } });
    const codes: string[] = [];
    for (let count = 0; count < 3; count += 1)
      codes.push(codeOf(await slow.post("/topups", orderTo(at("0014")))));
    const down = "503 OPERATOR_UNAVAILABLE_OR_CURRENTLY_INACTIVE";
    expect(codes).toEqual([down, down, "200 undefined"]);
    expect(slow.credits()).toHaveLength(1);
    await slow.close();
    forget(slow.dataDir);
  });

  it("0015 sends every webhook five times, the last one first", async () => {
    await send(at("0015"));
    const hooks = await until(
      () => server.hooks,
      (list) => list.length >= 10,
    );
    expect(hooks.map((hook) => hook.status)).toEqual([
      ...Array(5).fill("SUCCESSFUL"),
      ...Array(5).fill("PROCESSING"),
    ]);
    expect(credited()).toBe(1);
  });

  it("0017 has a status nobody documented, without a webhook", async () => {
    const { body } = await send(at("0017"));
    expect(body["status"]).toBe("SETTLING");
    await finalStatus(server, body["transactionId"], "SUCCESSFUL");
    expect(credited()).toBe(1);
    expect(server.hooks).toEqual([]);
  });

  it("0019 is throttled twice, then works", async () => {
    const answers = [await send(at("0019")), await send(at("0019")), await send(at("0019"))];
    expect(answers.map(codeOf)).toEqual([
      "429 RATE_LIMIT_REACHED",
      "429 RATE_LIMIT_REACHED",
      "200 undefined",
    ]);
    expect(answers[0]?.headers.get("x-ratelimit-remaining")).toBe("0");
  });

  it("0020 only works with the operator that serves the number", async () => {
    expect(codeOf(await send(at("0020")))).toBe("400 OPERATOR_AND_RECIPIENT_PHONE_MISMATCH");
    const serving = (await server.get(`/operators/mnp-lookup/phone/${at("0020")}/countries/NG`)).body;
    const amount = (serving["fixedAmounts"] as number[])[0] ?? 10;
    expect((await send(at("0020"), { operatorId: serving["id"], amount })).status).toBe(200);
    expect(credited()).toBe(1);
  });

  it("can be asked for by an injected fault", async () => {
    const fault = {
      match: { provider: "reloadly", path: "/topups" },
      scenario: "0018",
      rate: 1,
      times: 1,
      delayMs: 0,
      seed: 1,
    };
    server.faults.add(fault);
    expect(codeOf(await send("2348031234567"))).toBe("400 INSUFFICIENT_BALANCE");
    expect((await send("2348031234567")).status).toBe(200);
  });
});
