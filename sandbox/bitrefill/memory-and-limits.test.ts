import { describe, expect, it } from "vitest";
import { openTestSandbox } from "../open-test-sandbox";
import { callBitrefill, orderTo, payWith, until, type Body } from "./call-for-tests";

const VALUES = { BITREFILL_WAIT_MS: "0", BITREFILL_RATE_LIMITS: "off" };

describe("memory", () => {
  it("keeps invoices, balance and what is still to come over a restart", async () => {
    const first = await openTestSandbox({ timeScale: 20, values: VALUES });
    const before = callBitrefill(first.url);
    const unpaid = String((await before("POST", "/invoices", orderTo("+2348031231234"))).data["id"]);
    const open = await payWith(before, orderTo("+2348031230001"));
    const { data: balance } = await before("GET", "/accounts/balance");
    await first.close();

    const second = await openTestSandbox({ timeScale: 20, values: VALUES, dataDir: first.dataDir });
    const after = callBitrefill(second.url);
    expect((await after("GET", "/accounts/balance")).data).toEqual(balance);
    const statusOf = async (): Promise<unknown> => {
      const [order] = (await after("GET", `/invoices/${open}`)).data["orders"] as Body[];
      return order?.["status"];
    };
    await until(statusOf, (status) => status === "delivered");
    expect((await after("POST", `/invoices/${unpaid}/pay`, {})).status).toBe(200);
    await second.close();
  });
  it("lets an unpaid invoice lapse", async () => {
    const sandbox = await openTestSandbox({ timeScale: 100_000, values: VALUES });
    const call = callBitrefill(sandbox.url);
    const { data } = await call("POST", "/invoices", orderTo("+2348031231234"));
    await until(
      async () => Date.now(),
      (now) => now > Date.parse(String(data["expires_time"])),
    );
    expect((await call("POST", `/invoices/${String(data["id"])}/pay`, {})).status).toBe(404);
    expect((await call("GET", `/invoices/${String(data["id"])}`)).data).toMatchObject({
      payment: { status: "unpaid" },
    });
    await sandbox.close();
  });
});

describe("limits", () => {
  it("count each endpoint by itself and say when they end", async () => {
    const sandbox = await openTestSandbox({
      timeScale: 1,
      values: { ...VALUES, BITREFILL_RATE_LIMITS: "on" },
    });
    const call = callBitrefill(sandbox.url);
    const statuses: number[] = [];
    while (statuses.length < 61)
      statuses.push((await call("POST", "/invoices", orderTo("+2348031231234"))).status);
    expect(statuses.indexOf(429)).toBe(60);
    const { headers } = await call("POST", "/invoices", orderTo("+2348031231234"));
    expect(headers.get("x-ratelimit-limit")).toBe("60");
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect(Number(headers.get("x-ratelimit-reset")) * 1000).toBeGreaterThan(Date.now());
    expect((await call("GET", "/accounts/balance")).status).toBe(200);
    const pings = [await call("GET", "/ping"), await call("GET", "/ping")];
    expect(pings.map(({ status }) => status)).toEqual([200, 429]);
    await sandbox.close();
  });
});

it("an account may be billed in another currency, not in one without a rate", async () => {
  const sandbox = await openTestSandbox({ values: { ...VALUES, BITREFILL_CURRENCY: "JPY" } });
  const call = callBitrefill(sandbox.url);
  expect((await call("GET", "/accounts/balance")).data).toMatchObject({ currency: "JPY" });
  expect((await call("POST", "/invoices", orderTo("+2348031231234"))).data).toMatchObject({
    payment: { currency: "JPY" },
  });
  await sandbox.close();
  await expect(openTestSandbox({ values: { BITREFILL_CURRENCY: "XXX" } })).rejects.toThrow(
    "BITREFILL_CURRENCY",
  );
});
