import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCatalogue } from "./open-catalogue";
import { serveForTests, type Envelope, type ValueTopupServer } from "./serve-for-tests";
import type { Sku } from "./valuetopup-sku";

const VALUES = { VALUETOPUP_WAIT_MS: "0", VALUETOPUP_SAME_NUMBER_SECONDS: "0" };

let server: ValueTopupServer;
beforeAll(async () => {
  server = await serveForTests({ values: VALUES });
});
afterAll(() => server?.sandbox.close());

const skuOf = (wanted: (sku: Sku) => boolean): Sku =>
  openCatalogue().skus.find(wanted) ?? expect.fail("no such SKU");
const airtime = skuOf(({ product }) => product.worldKey === "ng-mtn" && product.subCategory === "Airtime");

let nth = 0;
const topUp = (digits: string, over: Record<string, unknown> = {}): Record<string, unknown> => {
  nth += 1;
  return {
    skuId: airtime.skuId,
    amount: 2000,
    transactionCurrencyCode: "NGN",
    mobile: `234803${String(nth).padStart(3, "0")}${digits}`,
    correlationId: `s-${nth}`,
    ...over,
  };
};
const buy = (body: Record<string, unknown>) => server.post("/transaction/topup", body);
const statusOf = (body: Record<string, unknown>) =>
  server.get(`/transaction/status/${String(body["correlationId"])}`);
const creditsOf = async (body: Record<string, unknown>) =>
  (await server.credits()).filter(({ reference }) => reference === body["correlationId"]);
const balance = async (from = server): Promise<number> =>
  (await from.get("/account/balance")).payLoad as number;

/** Asks until it is so; the test's own time-out ends what never comes. */
async function until(body: Record<string, unknown>, done: (answer: Envelope) => boolean): Promise<Envelope> {
  for (;;) {
    const answer = await statusOf(body);
    if (done(answer)) return answer;
    await pause(1);
  }
}

describe("a top-up", () => {
  test("takes from a wallet that is shown with a minus, credits once, and is found by its correlation id", async () => {
    const before = await balance();
    const body = topUp("4321");
    const answer = await buy(body);
    expect(answer).toMatchObject({
      responseCode: "000",
      payLoad: {
        faceValue: 2000,
        topupDetail: { localCurrencyAmountExcludingTax: 2000, destinationCurrency: "NGN" },
        pins: null,
        esimDetail: null,
      },
    });
    const [credit, ...more] = await creditsOf(body);
    expect(more).toEqual([]);
    expect(credit).toMatchObject({
      provider: "valuetopup",
      number: `+${String(body["mobile"])}`,
      amount: { minor: 200_000, currency: "NGN" },
      cost: { currency: "USD" },
      state: "credited",
    });
    expect(before).toBeLessThan(0);
    expect(Math.round(((await balance()) - before) * 1e6)).toBe(credit?.cost.micros);
    expect((await statusOf(body)).payLoad).toEqual(answer.payLoad);
  });

  test("an amount without a currency is the wallet's", async () => {
    const body = topUp("4321", { amount: 2, transactionCurrencyCode: null });
    const answer = await buy(body);
    expect(answer.responseCode).toBe("000");
    const [credit] = await creditsOf(body);
    expect(credit?.amount.minor).toBe(Math.round(2 * Number(airtime.rate) * 100));
  });

  test("nothing keeps a correlation id unique", async () => {
    const body = topUp("4321");
    expect([(await buy(body)).responseCode, (await buy(body)).responseCode]).toEqual(["000", "000"]);
    expect(await creditsOf(body)).toHaveLength(2);
  });

  test("an estimate is what is then paid", async () => {
    const body = topUp("4321");
    const estimate = await server.post("/transaction/estimatecost", body);
    const answer = await buy(body);
    const [told, paid] = [estimate, answer].map(
      ({ payLoad }) => (payLoad as { invoiceAmount: number }).invoiceAmount,
    );
    expect(told).toBe(paid);
  });

  test.each([
    ["too little", { amount: 1 }, 200, "001"],
    ["too much", { amount: 1e9 }, 200, "001"],
    ["another currency", { transactionCurrencyCode: "GHS" }, 200, "502"],
    ["a number of another country", { mobile: "233201112233" }, 200, "033"],
    ["a number with a plus", { mobile: "+2348031234321" }, 200, "033"],
    ["an unknown SKU", { skuId: 1 }, 200, "510"],
    [
      "a SKU of another category",
      { skuId: skuOf(({ product }) => product.category === "Pin").skuId },
      200,
      "510",
    ],
    ["no number", { mobile: "" }, 400, ""],
    ["an amount as text", { amount: "2000" }, 400, ""],
    ["an amount below nought", { amount: -1 }, 400, ""],
    ["no SKU", { skuId: undefined }, 400, ""],
    ["a correlation id of 51 characters", { correlationId: "x".repeat(51) }, 400, ""],
    ["months where none are sold", { numberOfPlanMonths: 3 }, 200, "502"],
  ])("%s is refused and buys nothing", async (_name, over, status, code) => {
    const before = await balance();
    const answer = await buy(topUp("4321", over));
    expect([answer.status, answer.responseCode, answer.payLoad ?? null]).toEqual([status, code, null]);
    expect(await balance()).toBe(before);
  });

  test("a wallet without money, and a number too soon again", async () => {
    const poor = await serveForTests({
      values: {
        VALUETOPUP_WAIT_MS: "0",
        VALUETOPUP_FLOAT_USD: "2.5",
        VALUETOPUP_SAME_NUMBER_SECONDS: "100000",
      },
    });
    const body = topUp("4321");
    expect((await poor.post("/transaction/topup", body)).responseCode).toBe("000");
    expect((await poor.post("/transaction/topup", body)).responseCode).toBe("027");
    expect((await poor.post("/transaction/topup", topUp("4321"))).responseCode).toBe("003");
    await poor.sandbox.close();
  });

  test("credit terms show what is owed", async () => {
    const credit = await serveForTests({ values: { ...VALUES, VALUETOPUP_TERMS: "credit" } });
    expect(await balance(credit)).toBe(0);
    await credit.post("/transaction/topup", topUp("4321"));
    expect(await balance(credit)).toBeGreaterThan(0);
    await credit.sandbox.close();
  });
});

describe("the other purchases", () => {
  test("PIN, gift card, bill and eSIM each fill the member of their own", async () => {
    const [pin, esim] = (["Pin", "eSim"] as const).map((category) =>
      skuOf(({ product }) => product.category === category),
    );
    const bill = skuOf(
      ({ product }) => product.category === "BillPay" && product.subCategory === "Electricity",
    );
    const bought = await Promise.all([
      server.post("/transaction/pin", { skuId: pin?.skuId, correlationId: "o-pin" }),
      server.post("/esim/order", { skuId: esim?.skuId, correlationId: "o-esim" }),
      server.post("/transaction/billpay", {
        skuId: bill.skuId,
        amount: 5,
        accountNumber: "meter-77",
        correlationId: "o-bill",
      }),
    ]);
    expect(bought.map(({ payLoad }) => payLoad)).toMatchObject([
      { pins: [{ pinNumber: expect.stringMatching(/^\d{14}$/) }], esimDetail: null },
      { pins: null, esimDetail: { iccid: expect.stringMatching(/^\d{19}$/) } },
      { billPaymentDetail: { accountNumber: "meter-77", token: expect.stringMatching(/^\d{20}$/) } },
    ]);
    const sold = bought[1]?.payLoad as { esimDetail: { iccid: string } } | undefined;
    expect((await server.get(`/esim/status/${sold?.esimDetail.iccid}`)).payLoad).toMatchObject([
      { dataUnit: "MB" },
    ]);
    expect((await server.get("/esim/status/123")).responseCode).toBe("999");
  });

  test("what a SKU wants must be there", async () => {
    const boost = skuOf(({ wants }) => wants.includes("boostPin"));
    const body = {
      skuId: boost.skuId,
      amount: Number(boost.min),
      mobile: "12125550123",
      correlationId: "o-boost",
    };
    expect((await buy(body)).responseCode).toBe("502");
    expect((await buy({ ...body, boostPin: "12" })).responseCode).toBe("502");
    expect((await buy({ ...body, boostPin: "4711" })).responseCode).toBe("000");
    const info = skuOf(({ wants }) => wants.includes("CustomerId"));
    const bill = { skuId: info.skuId, amount: 5, accountNumber: "a-1", correlationId: "o-info" };
    expect((await server.post("/transaction/billpay", bill)).responseCode).toBe("502");
    const additionalInfos = [{ name: "CustomerId", value: "7" }];
    expect((await server.post("/transaction/billpay", { ...bill, additionalInfos })).responseCode).toBe(
      "000",
    );
  });

  test("some gift cards take their time; all can be fetched then, again and again", async () => {
    const card = skuOf(
      ({ product, wants, min, max }) => product.category === "GiftCard" && wants.length === 0 && min === max,
    );
    const orders = Array.from({ length: 8 }, (_, index) => ({
      skuId: card.skuId,
      amount: Number(card.min),
      transactionCurrencyCode: card.faceCurrency,
      correlationId: `o-card-${index}`,
    }));
    const first = await Promise.all(orders.map((order) => server.post("/transaction/giftcard/order", order)));
    expect(new Set(first.map(({ responseCode }) => responseCode))).toEqual(new Set(["000", "852"]));
    for (const order of orders) {
      const { payLoad } = await until(order, ({ responseCode }) => responseCode === "000");
      const path = `/transaction/giftcard/fetch/${(payLoad as { transactionId: number }).transactionId}`;
      const [once, twice] = [await server.get(path), await server.get(path)];
      expect(once.responseCode).toBe("000");
      expect(twice).toEqual(once);
    }
    expect((await server.get("/transaction/giftcard/fetch/1")).responseCode).toBe("999");
  });
});

describe("scenarios", () => {
  test.each([
    ["0001", "852", "000", ["credited"]],
    ["0002", "852", "502", []],
    ["0003", "501", "501", []],
    ["0006", "502", "502", []],
    ["0007", "852", "852", []],
    ["0011", "000", "000", ["credited"]],
    ["0012", "000", "502", ["reversed"]],
    ["0014", "041", "041", []],
    ["0015", "852", "000", ["credited"]],
    ["0017", "777", "000", ["credited"]],
    ["0018", "003", "003", []],
    ["0020", "501", "501", []],
  ])("%s answers %s and ends with %s", async (digits, code, end, states) => {
    const body = topUp(digits);
    expect((await buy(body)).responseCode).toBe(code);
    await until(body, ({ responseCode }) => responseCode === end);
    expect((await creditsOf(body)).map(({ state }) => state)).toEqual(states);
  });

  test.each([
    ["0005", 1],
    ["0008", 1],
    ["0009", 0],
    ["0016", 1],
  ])("%s: no answer, credited %i times", async (digits, credits) => {
    const body = topUp(digits);
    const answer = await buy(body).catch(() => undefined);
    expect(answer?.responseCode ?? "").toBe("");
    expect((await statusOf(body)).responseCode).toBe(credits ? "000" : "999");
    expect(await creditsOf(body)).toHaveLength(credits);
  });

  test("0019: throttled twice, then it works", async () => {
    const body = topUp("0019");
    const statuses = [await buy(body), await buy(body), await buy(body)].map(({ status }) => status);
    expect(statuses).toEqual([429, 429, 200]);
    expect(await creditsOf(body)).toHaveLength(1);
  });

  test("0006 takes bundles, 0011 brings four fifths", async () => {
    const bundle = skuOf(({ product }) => product.worldKey === "ng-mtn" && product.subCategory === "Bundle");
    const body = topUp("0006", { skuId: bundle.skuId, amount: Number(bundle.min) });
    expect((await buy(body)).responseCode).toBe("000");
    const short = topUp("0011");
    await buy(short);
    expect((await creditsOf(short))[0]?.amount.minor).toBe(160_000);
  });

  test("what was open goes on after a restart, and nothing is forgotten", async () => {
    const first = await serveForTests({ timeScale: 10, values: { ...VALUES, VALUETOPUP_WAIT_MS: "1000" } });
    const [late, ready] = [topUp("0001"), topUp("4321")];
    expect((await first.post("/transaction/topup", ready)).responseCode).toBe("000");
    expect((await first.post("/transaction/topup", late)).responseCode).toBe("852");
    const wallet = await balance(first);
    const { dataDir } = first.sandbox;
    await first.sandbox.close();
    const second = await serveForTests({ timeScale: 10, dataDir, values: VALUES });
    const ask = (body: Record<string, unknown>) =>
      second.get(`/transaction/status/${String(body["correlationId"])}`);
    expect((await ask(ready)).responseCode).toBe("000");
    expect(await balance(second)).toBe(wallet);
    while ((await ask(late)).responseCode !== "000") await pause(5);
    expect(await second.credits()).toHaveLength(2);
    const more = await second.post("/transaction/topup", topUp("4321"));
    expect((more.payLoad as { transactionId: number }).transactionId).toBe(7_700_003);
    await second.sandbox.close();
  });
});
