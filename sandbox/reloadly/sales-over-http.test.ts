import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSandbox, type TestSandbox } from "../open-test-sandbox";

type Body = Record<string, unknown>;
type Host = "giftcards" | "utilities";

interface Answer {
  status: number;
  text: string;
  body: Body;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith("{") ? (JSON.parse(text) as Body) : {} };
}

/** Calls of one of the two hosts with a token of its own. */
async function callerOf({ url }: { url: string }, host: Host) {
  const base = `${url}/reloadly/${host}`;
  const token = await fetch(`${url}/reloadly/auth/oauth/token`, {
    method: "POST",
    body: JSON.stringify({
      client_id: "sandbox-client",
      client_secret: "sandbox-secret",
      grant_type: "client_credentials",
      audience: base,
    }),
  });
  const { access_token: bearer } = (await token.json()) as { access_token: string };
  return async (path: string, sent: { body?: Body; accept?: string } = {}): Promise<Answer> =>
    answerOf(
      await fetch(base + path, {
        method: sent.body ? "POST" : "GET",
        headers: {
          authorization: `Bearer ${bearer}`,
          accept: sent.accept ?? `application/com.reloadly.${host}-v1+json`,
        },
        ...(sent.body ? { body: JSON.stringify(sent.body) } : {}),
      }),
    );
}

const rowsOf = ({ body }: Answer): Body[] => body["content"] as Body[];
const VALUES = { RELOADLY_WAIT_MS: "0" };

describe("gift cards and bills", () => {
  let sandbox: TestSandbox;
  let cards: Awaited<ReturnType<typeof callerOf>>;
  let bills: Awaited<ReturnType<typeof callerOf>>;
  beforeAll(async () => {
    sandbox = await openTestSandbox({ timeScale: 1000, values: VALUES });
    cards = await callerOf(sandbox, "giftcards");
    bills = await callerOf(sandbox, "utilities");
  });
  afterAll(() => sandbox?.close());

  const fixedCard = async (): Promise<{ productId: number; unitPrice: number }> => {
    const page = await cards("/products?productName=steam&includeRange=false");
    const [row] = rowsOf(page);
    const [unitPrice] = (row?.["fixedRecipientDenominations"] ?? []) as number[];
    return { productId: Number(row?.["productId"]), unitPrice: Number(unitPrice) };
  };
  const order = async (over: Body = {}): Promise<Answer> =>
    cards("/orders", { body: { ...(await fixedCard()), quantity: 1, senderName: "Shop", ...over } });

  test("a token of one host is refused by the other", async () => {
    const { status, body } = await answerOf(
      await fetch(`${sandbox.url}/reloadly/utilities/billers`, { headers: { authorization: "Bearer x" } }),
    );
    expect([status, body["errorCode"]]).toEqual([401, "INVALID_TOKEN"]);
  });

  test("products: pages of 200, each with all its fields", async () => {
    const page = await cards("/products?size=500&page=2");
    expect(page.body).toMatchObject({ size: 200, number: 1, numberOfElements: 200, last: false });
    for (const row of rowsOf(page)) {
      const open = row["denominationType"] === "RANGE";
      expect(row["minRecipientDenomination"] !== null).toBe(open);
      expect((row["fixedRecipientDenominations"] as unknown[]).length > 0).toBe(!open);
    }
    expect((await cards("/products/1")).status).toBe(400);
  });

  test("an order pays its price from the wallet that all products share", async () => {
    const before = Number((await bills("/accounts/balance")).body["balance"]);
    const { body } = await order({ customIdentifier: "s-1" });
    const { cost } = body["balanceInfo"] as { cost: number };
    expect(body["status"]).toBe("SUCCESSFUL");
    expect(Number((await bills("/accounts/balance")).body["balance"])).toBeCloseTo(before - cost, 5);
    const found = await cards("/reports/transactions?customIdentifier=S-1");
    expect(rowsOf(found)).toHaveLength(1);
    expect(rowsOf(found)[0]?.["transactionId"]).toBe(body["transactionId"]);
  });

  test("codes: two versions, no plain JSON, long numbers bare", async () => {
    const { body } = await order({ quantity: 2 });
    const path = `/orders/transactions/${String(body["transactionId"])}/cards`;
    const first = await cards(path);
    expect(first.text).toMatch(/^\[\{"cardNumber":\d{16},"pinCode":"\d{4}"\},\{/);
    const second = await cards(path, { accept: "application/com.reloadly.giftcards-v2+json" });
    expect(second.text).toContain('"redemptionUrl":null');
    expect((await cards(path, { accept: "application/json" })).status).toBe(406);
    expect((await cards("/orders/transactions/1/cards")).status).toBe(404);
  });

  test.each<[string, Body, string]>([
    ["a price it has not", { unitPrice: 0.01 }, "400 WRONG_PRODUCT_PRICE"],
    ["a product it has not", { productId: 1 }, "404 INVALID_PRODUCT"],
    ["no sender", { senderName: null }, "400 INVALID_INPUT_PROVIDED"],
    ["no card", { quantity: 0 }, "400 INVALID_INPUT_PROVIDED"],
  ])("an order with %s", async (_, over, said) => {
    const { status, body } = await order(over);
    expect(`${status} ${String(body["errorCode"])}`).toBe(said);
  });

  test.each<[string, Body, string]>([
    ["no such biller", { billerId: 1 }, "400 INVALID_BILLER_ID"],
    ["too little", { amount: 0.001 }, "400 INVALID_AMOUNT"],
    ["no account", { subscriberAccountNumber: "" }, "400 INVALID_INPUT_PROVIDED"],
    ["more than the wallet has", { subscriberAccountNumber: "040018" }, "409 INSUFFICIENT_WALLET_BALANCE"],
  ])("a bill with %s", async (_, over, said) => {
    const [biller] = rowsOf(await bills("/billers?type=ELECTRICITY_BILL_PAYMENT&countryISOCode=NG"));
    const { status, body } = await bills("/pay", {
      body: {
        billerId: biller?.["id"],
        amount: biller?.["minLocalTransactionAmount"],
        useLocalAmount: true,
        subscriberAccountNumber: "0400001",
        ...over,
      },
    });
    expect(`${status} ${String(body["errorCode"])}`).toBe(said);
  });

  test("a fixed bill is paid by the id of its amount", async () => {
    const [biller] = rowsOf(await bills("/billers?type=TV_BILL_PAYMENT"));
    const pay = (more: Body) =>
      bills("/pay", { body: { billerId: biller?.["id"], subscriberAccountNumber: "77", ...more } });
    expect((await pay({})).body["errorCode"]).toBe("MISSING_REQUIRED_AMOUNT_ID");
    expect((await pay({ amountId: 99 })).body["errorCode"]).toBe("AMOUNT_ID_NOT_FOUND");
    expect((await pay({ amountId: 7 })).body).toMatchObject({ status: "PROCESSING" });
  });
});

test("what was open goes on after a restart, and references stay used", async () => {
  const options = { timeScale: 100, values: { RELOADLY_WAIT_MS: "100000" } };
  const first = await openTestSandbox(options);
  const before = await callerOf(first, "utilities");
  const [biller] = rowsOf(await before("/billers?type=ELECTRICITY_BILL_PAYMENT"));
  const body = {
    billerId: biller?.["id"],
    amount: biller?.["minLocalTransactionAmount"],
    useLocalAmount: true,
    subscriberAccountNumber: "0400001",
    referenceId: "kept",
  };
  expect((await before("/pay", { body })).body).toMatchObject({ status: "PROCESSING" });
  await first.close();
  const second = await openTestSandbox({ ...options, dataDir: first.dataDir });
  const after = await callerOf(second, "utilities");
  expect((await after("/pay", { body })).body["errorCode"]).toBe("REFERENCE_ID_ALREADY_USED");
  const state = async (): Promise<unknown> => {
    const [payment] = rowsOf(await after("/transactions?referenceId=kept"));
    return (payment?.["transaction"] as Body | undefined)?.["status"];
  };
  while ((await state()) !== "SUCCESSFUL");
  const ledger = await fetch(`${second.url}/__sandbox/ledger`);
  expect(((await ledger.json()) as { credits: unknown[] }).credits).toHaveLength(1);
  await second.close();
});
