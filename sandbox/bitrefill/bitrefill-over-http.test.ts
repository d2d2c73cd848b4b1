import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReceiver, openTestSandbox, type TestSandbox } from "../open-test-sandbox";
import { callBitrefill, orderTo, payWith, until, type Body, type Caller } from "./call-for-tests";

let sandbox: TestSandbox;
let call: Caller;
beforeAll(async () => {
  sandbox = await openTestSandbox({
    timeScale: 200,
    values: { BITREFILL_WAIT_MS: "0", BITREFILL_RATE_LIMITS: "off" },
  });
  call = callBitrefill(sandbox.url);
});
afterAll(() => sandbox.close());

const at = (digits: string) => `+234803555${digits}`;
const balanceNow = async (): Promise<number> =>
  ((await call("GET", "/accounts/balance")).data as { balance: number }).balance;
const rowsOf = (body: Body) => body["data"] as Body[];
interface Witnessed {
  provider: string;
  providerReference: string;
  state: string;
  amount: object;
  cost: { micros: number };
  reference: null;
}
async function creditsOf(invoiceId: string): Promise<Witnessed[]> {
  const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
  const { credits } = (await answer.json()) as { credits: Witnessed[] };
  return credits.filter(({ providerReference }) => providerReference === invoiceId);
}

describe("access", () => {
  it("wants one of the two credentials", async () => {
    const ping = (authorization: string) =>
      fetch(`${sandbox.url}/bitrefill/ping`, { headers: { authorization } });
    expect((await ping("Bearer sandbox-bitrefill-key")).status).toBe(200);
    expect((await ping("Bearer other")).status).toBe(401);
    expect((await ping("")).status).toBe(401);
    expect((await call("GET", "/ping")).body).toMatchObject({ message: "pong" });
    expect((await call("GET", "/nowhere")).status).toBe(404);
  });
});

describe("products", () => {
  it("come page by page, without the test products", async () => {
    const ids: string[] = [];
    for (let start = 0; ; start += 50) {
      const { body } = await call("GET", `/products?start=${start}&limit=50`);
      ids.push(...rowsOf(body).map(({ id }) => String(id)));
      if ((body["meta"] as Body)["_next"] === undefined) break;
    }
    expect(ids.length).toBeGreaterThan(1200);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.some((id) => id.startsWith("test-"))).toBe(false);
    expect(rowsOf((await call("GET", `/products?start=${ids.length}`)).body)).toEqual([]);
  });
  it("are filtered by country, type and category; tests come on request", async () => {
    const { body } = await call("GET", "/products?country=GH&type=phone_refill&category=DATA");
    expect(rowsOf(body).length).toBeGreaterThan(0);
    for (const row of rowsOf(body)) expect(row).toMatchObject({ country_code: "GH" });
    expect(body["meta"]).toMatchObject({ country: "GH", start: 0, limit: 25 });
    const tests = await call("GET", "/products?country=KN&include_test_products=true&type=gift_card");
    expect(rowsOf(tests.body).map(({ id }) => id)).toContain("test-gift-card-code");
  });
  it("are shown as captured, with prices in cents", async () => {
    const { data } = await call("GET", "/products/mtn-nigeria");
    expect(data).toMatchObject({ currency: "NGN", recipient_type: "phone_number", in_stock: true });
    expect(data).not.toHaveProperty("type");
    const { packages, range } = data as {
      packages: { id: string; amount: number; price: number }[];
      range: { price_rate: number };
    };
    for (const one of packages) {
      expect(one.id).toBe(`mtn-nigeria<&>${one.amount}`);
      expect(one.price).toBe(Math.ceil(one.amount * range.price_rate - 1e-6));
    }
    expect((await call("GET", "/products/nothing")).status).toBe(404);
    expect((await call("GET", "/products/esims/mtn-nigeria")).status).toBe(404);
  });
  it("are searched by name", async () => {
    const { body } = await call("GET", "/products/search?q=mtn%20gh");
    expect(rowsOf(body).map(({ id }) => id)).toContain("mtn-ghana");
    expect((await call("GET", "/products/search?q=")).status).toBe(400);
  });
  it("are found by a number", async () => {
    const { data } = await call("GET", `/check_phone_number?phone_number=${encodeURIComponent(at("4321"))}`);
    expect(data).toMatchObject([{ id: "mtn-nigeria" }, {}, {}]);
    const none = await call("GET", `/check_phone_number?phone_number=${encodeURIComponent(at("0004"))}`);
    expect(none.status).toBe(404);
    expect((await call("GET", "/check_phone_number?phone_number=123")).code).toBe("400 invalid_phone_number");
  });
});

describe("invoices", () => {
  it("buy nothing when they are created, and once when they are paid", async () => {
    const before = await balanceNow();
    const created = await call("POST", "/invoices", orderTo(at("1111")));
    expect(created.data).toMatchObject({
      status: "not_delivered",
      payment: { method: "balance", currency: "EUR", status: "unpaid" },
      orders: [{ status: "created", delivered_time: null }],
    });
    const id = String(created.data["id"]);
    expect(await balanceNow()).toBe(before);
    const paid = await call("POST", `/invoices/${id}/pay`, {});
    expect(paid.data).toMatchObject({
      payment: { status: "payment_confirmed" },
      orders: [{ status: "created" }],
    });
    expect((await call("POST", `/invoices/${id}/pay`, {})).status).toBe(404);
    const { price } = (await call("GET", `/invoices/${id}`)).data["payment"] as { price: number };
    expect(before - (await balanceNow())).toBe(price);
    expect(await creditsOf(id)).toMatchObject([
      {
        provider: "bitrefill",
        reference: null,
        amount: { minor: 160_000, currency: "NGN" },
        cost: { micros: price * 10_000 },
      },
    ]);
  });
  it("are paid by themselves only when that is asked for", async () => {
    const { data } = await call("POST", "/invoices", { ...orderTo(at("1112")), auto_pay: true });
    expect(data["payment"]).toMatchObject({ status: "payment_confirmed" });
    expect(await creditsOf(String(data["id"]))).toHaveLength(1);
  });
  it("of several units deliver each", async () => {
    const wish = orderTo(at("1113"), { quantity: 3 });
    const id = await payWith(call, wish);
    expect(await creditsOf(id)).toHaveLength(3);
    expect((await call("GET", `/invoices/${id}`)).data).toMatchObject({ status: "all_delivered" });
  });
  it("of coins get an address and are not paid from the balance", async () => {
    const { data } = await call("POST", "/invoices", { ...orderTo(at("1114")), payment_method: "bitcoin" });
    expect(data["payment"]).toMatchObject({ address: expect.stringMatching(/^bitcoin-/) });
    expect((await call("POST", `/invoices/${String(data["id"])}/pay`, {})).status).toBe(404);
  });
  it.each([
    [{}, "400 missing_param"],
    [[], "400 parse_error"],
    [orderTo("+2348031234321", { product_id: "nothing" }), "400 not_found"],
    [orderTo("+2348031234321", { value: 801 }), "400 invalid_param"],
    [orderTo("+2348031234321", { value: "800" }), "400 invalid_param"],
    [orderTo("+2348031234321", { value: undefined, package_id: "mtn-nigeria<&>1" }), "400 invalid_param"],
    [orderTo("+2348031234321", { quantity: 21 }), "400 too_many_items"],
    [orderTo("2348031234321"), "400 invalid_phone_number"],
    [orderTo("+233244123456"), "400 unsupported_operator"],
    [{ ...orderTo("+2348031234321"), payment_method: "Balance" }, "400 unsupported_payment_method"],
    [{ ...orderTo("+2348031234321"), webhook_url: "ftp://x" }, "400 invalid_param"],
  ])("refuse %j with %s", async (wish, code) => {
    expect((await call("POST", "/invoices", wish)).code).toBe(code);
  });
  it("are listed by time", async () => {
    for (const digits of ["1115", "1116", "1117"]) await call("POST", "/invoices", orderTo(at(digits)));
    const { body } = await call("GET", "/invoices?after=2020-01-01%2000:00:00&limit=2");
    expect(rowsOf(body)).toHaveLength(2);
    expect((await call("GET", "/invoices?after=2099-01-01%2000:00:00")).data).toEqual([]);
    expect((await call("GET", "/orders?after=yesterday")).code).toBe("400 invalid_param");
  });
});

describe("what is not a refill", () => {
  const wish = (item: Body) => ({ products: [item], payment_method: "balance", auto_pay: false });
  const firstOrder = async (id: string): Promise<Body> => {
    const [order] = (await call("GET", `/invoices/${id}`)).data["orders"] as Body[];
    return (await call("GET", `/orders/${String(order?.["id"])}`)).data;
  };
  it("a gift card brings a code, one that always fails gives the money back", async () => {
    const before = await balanceNow();
    const good = await firstOrder(
      await payWith(call, wish({ product_id: "test-gift-card-code", value: 10 })),
    );
    expect(good["redemption_info"]).toMatchObject({ code: expect.stringMatching(/^\d{16}$/) });
    const id = await payWith(call, wish({ product_id: "test-gift-card-code-fail", value: 10 }));
    const bad = await firstOrder(id);
    expect(bad).toMatchObject({ status: "permanent_failure" });
    expect(bad).not.toHaveProperty("redemption_info");
    expect(await balanceNow()).toBe(before);
  });
  it("an eSIM brings its code and is topped up", async () => {
    const item = { product_id: "bitrefill-esim-europe", value: "3GB, 30 Days", quantity: 1 };
    expect((await call("POST", "/invoices", wish(item))).code).toBe("400 not_found");
    const order = await firstOrder(await payWith(call, wish(item), "/esims"));
    const info = order["redemption_info"] as { barcode_value: string; extra_fields: { iccid: string } };
    expect(info.barcode_value).toMatch(/^LPA:1\$/);
    const { iccid } = info.extra_fields;
    await payWith(call, wish({ ...item, esim_id: iccid }), "/esims");
    expect((await call("GET", `/esims/${iccid}`)).data).toMatchObject({
      id: iccid,
      package_history: [
        { status: "active", remaining_quantity: 3_000_000_000 },
        { status: "active", remaining_quantity: 3_000_000_000 },
      ],
    });
    expect((await call("POST", "/esims", wish({ ...item, esim_id: "1" }))).code).toBe("400 invalid_param");
  });
});

describe("webhooks", () => {
  it("go once to the invoice's own address, when all its orders have ended", async () => {
    const receiver = await openReceiver();
    const wish = { ...orderTo(at("0001")), webhook_url: `${receiver.url}?token=x` };
    const id = await payWith(call, wish);
    const [hook] = await receiver.until((received) => received.length > 0);
    expect(JSON.parse(hook?.body ?? "")).toMatchObject({ id, status: "complete" });
    expect(await creditsOf(id)).toHaveLength(1);
    await receiver.close();
  });
});

describe("faults", () => {
  it("find a payment by number and product", async () => {
    const set = (match: object) =>
      sandbox.post("/__sandbox/faults", { match: { path: "/invoices/*/pay", ...match }, scenario: "down" });
    await set({ number: at("2001") });
    await set({ product: "mtn-nigeria-data" });
    const pay = async (wish: Body) => {
      const { data } = await call("POST", "/invoices", wish);
      return (await call("POST", `/invoices/${String(data["id"])}/pay`, {})).status;
    };
    expect(await pay(orderTo(at("2001")))).toBe(503);
    expect(await pay(orderTo(at("2002")))).toBe(200);
    const { data } = await call("GET", "/products/mtn-nigeria-data");
    const [first] = data["packages"] as { id: string }[];
    const other = { product_id: "mtn-nigeria-data", package_id: first?.id, value: undefined };
    expect(await pay(orderTo(at("2002"), other))).toBe(503);
    await fetch(`${sandbox.url}/__sandbox/faults`, { method: "DELETE" });
  });
  it("named on creation are acted out at the payment", async () => {
    await sandbox.post("/__sandbox/faults", { match: { path: "/invoices" }, scenario: "0018", times: 1 });
    const { data } = await call("POST", "/invoices", orderTo(at("2003")));
    expect((await call("POST", `/invoices/${String(data["id"])}/pay`, {})).status).toBe(403);
  });
});

describe("scenarios", () => {
  const orderStatus = async (id: string): Promise<unknown> => {
    const [order] = (await call("GET", `/invoices/${id}`)).data["orders"] as Body[];
    return (await call("GET", `/orders/${String(order?.["id"])}`)).data["status"];
  };
  it.each([
    ["0001", "delivered", 1],
    ["0002", "permanent_failure", 0],
    ["0006", "permanent_failure", 0],
    ["0012", "refunded", 1],
    ["0017", "delivered", 1],
  ])("%s ends %s", async (digits, status, credits) => {
    const before = await balanceNow();
    const id = await payWith(call, orderTo(at(digits)));
    await until(
      () => orderStatus(id),
      (now) => now === status,
    );
    const found = await creditsOf(id);
    expect(found).toHaveLength(credits);
    if (status === "delivered") return expect(await balanceNow()).toBeLessThan(before);
    expect(found.every(({ state }) => state === "reversed")).toBe(true);
    expect(await balanceNow()).toBe(before);
  });
  it.each([
    ["0003", "400 invalid_phone_number"],
    ["0014", "400 out_of_stock"],
    ["0019", "429 undefined"],
    ["0020", "400 unsupported_operator"],
  ])("%s refuses the invoice with %s", async (digits, code) => {
    expect((await call("POST", "/invoices", orderTo(at(digits)))).code).toBe(code);
  });
  it.each(["0014", "0019"])("%s works at the third try", async (digits) => {
    const number = `+234803556${digits}`;
    const statuses: number[] = [];
    while (statuses.length < 4) statuses.push((await call("POST", "/invoices", orderTo(number))).status);
    const refused = digits === "0014" ? 400 : 429;
    expect(statuses).toEqual([refused, refused, 200, refused]);
  });
  it("0018 takes nothing, 0009 neither pays nor answers, 0008 and 0016 pay and do not answer whole", async () => {
    for (const [digits, credits] of [
      ["0018", 0],
      ["0009", 0],
      ["0008", 1],
      ["0016", 1],
    ] as const) {
      const { data } = await call("POST", "/invoices", orderTo(at(digits)));
      const id = String(data["id"]);
      const answer = call("POST", `/invoices/${id}/pay`, {}).then(({ status }) => status);
      expect(await answer.catch(() => "broken")).toBe(digits === "0018" ? 403 : "broken");
      expect(await creditsOf(id)).toHaveLength(credits);
      const { payment } = (await call("GET", `/invoices/${id}`)).data as { payment: { status: string } };
      expect(payment.status).toBe(credits ? "payment_confirmed" : "unpaid");
    }
  });
});
