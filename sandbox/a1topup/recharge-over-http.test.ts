import { expect, it, onTestFinished } from "vitest";
import { WIRE_ERRORS } from "./wire-body";
import { readWorld } from "../world/read-world";
import { CIRCLES, OPERATORS } from "./price-list";
import { saidBy, serveForTests } from "./serve-for-tests";

async function open(overrides: Parameters<typeof serveForTests>[0] = {}) {
  const server = await serveForTests(overrides);
  onTestFinished(() => server.sandbox.close());
  return server;
}

it("recharges, pays its commission, charges the wallet and is witnessed", async () => {
  const server = await open();
  const { status, text, body } = await server.recharge({ amount: 249, circle: "KA" });
  expect(status).toBe(200);
  expect(body).toEqual({
    status: "success",
    transaction_id: "TXN700100201",
    message: "Recharge successful",
    amount: 249,
    commission: 7.47,
    balance: 4_999_758.47,
  });
  expect(text).toContain('"amount":249,"commission":7.47,"balance":4999758.47}');
  expect(await server.credits()).toMatchObject([
    {
      provider: "a1topup",
      reference: null,
      providerReference: "TXN700100201",
      number: "+919000012345",
      amount: { minor: 24_900, currency: "INR" },
      cost: { micros: 241_530_000, currency: "INR" },
      state: "credited",
    },
  ]);
  expect(await server.portal()).toMatch(/TXN700100201.*9000012345.*JIO KA.*₹49,99,758\.47/s);
});

it("pays 6 % with Airtel, as the sample does, and writes balances with two decimals", async () => {
  const server = await open({ values: { A1TOPUP_FLOAT_INR: "9823.56" } });
  const { text } = await server.recharge({ operator: "AIRTEL", amount: "299", mobile: 9_876_543_210 });
  expect(text).toContain('"amount":299,"commission":17.94,"balance":9542.50');
});

it.each([
  [{ api_key: "bad-key" }, "apiKey"],
  [{ api_key: undefined }, "apiKey"],
  [{ mobile: "+919000012345" }, "mobile"],
  [{ mobile: "5000012345" }, "mobile"],
  [{ mobile: "900001234" }, "mobile"],
  [{ operator: "jio" }, "operator"],
  [{ operator: "DOCOMO" }, "operator"],
  [{ amount: 101 }, "amount"],
  [{ amount: 100.001 }, "amount"],
  [{ amount: "-100" }, "amount"],
  [{ amount: undefined }, "amount"],
  // The first thing that is wrong is told.
  [{ api_key: "bad", mobile: "1" }, "apiKey"],
  [{ mobile: "1", operator: "X" }, "mobile"],
  [{ operator: "X", amount: 1 }, "operator"],
] as const)("refuses %j with the document's words for %s", async (fields, name) => {
  const server = await open();
  const { code, message, status } = WIRE_ERRORS[name];
  const answer = await server.recharge(fields);
  expect(answer).toMatchObject({ status: 200, body: { status: "error", error_code: code, message } });
  expect(Object.keys(answer.body)).toHaveLength(3);
  expect(await server.credits()).toEqual([]);
  const strict = await open({ values: { A1TOPUP_ERROR_STATUS: "by-code" } });
  expect((await strict.recharge(fields)).status).toBe(status);
});

it("refuses what the wallet cannot pay, and says what is there", async () => {
  const server = await open({ values: { A1TOPUP_FLOAT_INR: "250.5" } });
  expect((await server.recharge({ amount: 249 })).body["balance"]).toBe(8.97);
  const { text } = await server.recharge({ amount: 50 });
  expect(JSON.parse(text)).toMatchObject({ error_code: "1002", required_amount: 50, current_balance: 8.97 });
  expect(text).toContain('"error_code":"1002"');
  expect(await server.credits()).toHaveLength(1);
});

it("takes any circle and none, and knows no duplicates: the same order twice is recharged twice", async () => {
  const server = await open();
  for (const circle of [...Object.keys(CIRCLES), "XX", undefined])
    expect(saidBy(await server.recharge({ circle }))).toBe("success");
  expect(await server.credits()).toHaveLength(24);
});

it("never takes the same rupee twice, however many calls meet", async () => {
  const server = await open({ values: { A1TOPUP_FLOAT_INR: "1000" } });
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, nth) => server.recharge({ mobile: String(9_000_010_100 + nth) })),
  );
  // At 3 % commission ten are paid; what is left then covers no eleventh.
  expect(answers.filter((answer) => saidBy(answer) === "success")).toHaveLength(10);
  expect(await server.credits()).toHaveLength(10);
  expect(await server.portal()).toContain("₹30.00");
});

it("has nothing else to ask: no status, no balance, no list", async () => {
  const { sandbox } = await open();
  for (const path of ["/api/v1/status", "/api/v1/balance", "/api/v1/recharge", "/api/v1/operators"])
    expect((await fetch(`${sandbox.url}/a1topup${path}`)).status).toBe(404);
});

it("goes on after a restart: wallet, numbering, and a credit that was still to come", async () => {
  const first = await serveForTests({ timeScale: 4, values: { A1TOPUP_WAIT_MS: "0" } });
  expect(saidBy(await first.recharge())).toBe("success");
  expect(saidBy(await first.recharge({ mobile: "9000010017" }))).toBe("processing");
  expect(await first.credits()).toHaveLength(1);
  await first.sandbox.close();
  const second = await open({ dataDir: first.sandbox.dataDir, timeScale: 1000 });
  expect((await second.recharge()).body).toMatchObject({
    transaction_id: "TXN700100203",
    balance: 5_000_000 - 3 * 97,
  });
  await expect
    .poll(async () => (await second.credits()).map(({ providerReference }) => providerReference), {
      timeout: 15_000,
    })
    .toContain("TXN700100202");
  await second.sandbox.post("/__sandbox/reset", {});
  expect((await second.recharge()).body).toMatchObject({
    transaction_id: "TXN700100201",
    balance: 5_000_000 - 97,
  });
}, 20_000);

it("sells the networks of the world under words of its own, one of them not at all", () => {
  const ours = readWorld().operatorsOf("IN");
  const sold = OPERATORS.map(({ worldKey }) => worldKey);
  expect(ours.map(({ key }) => key)).toEqual(expect.arrayContaining(sold));
  expect(ours.filter(({ key }) => !sold.includes(key)).map(({ name }) => name)).toEqual(["Tata Docomo"]);
  for (const { commission, amounts } of OPERATORS) {
    expect(commission).toBeLessThanOrEqual(600);
    expect(new Set(amounts).size).toBe(amounts.length);
  }
});
