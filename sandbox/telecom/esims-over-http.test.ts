import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReceiver } from "../open-test-sandbox";
import { codeOf, serveForTests, until, type Body, type TelecomServer } from "./serve-for-tests";

let server: TelecomServer;
beforeAll(async () => {
  server = await serveForTests();
});
afterAll(() => server.close());

const order = (id: string, other: Body = {}) =>
  server.post("/esim/orders", { plan_id: "eu-10gb-30d", quantity: 1, external_order_id: id, ...other });
const creditsOf = async (reference: string) =>
  (await server.credits()).filter((credit) => credit.reference === reference);

describe("eSIMs", () => {
  it("an order brings its code, and its repeat the same", async () => {
    const { status, body } = await order("first");
    expect([status, body["status"]]).toEqual([201, "issued"]);
    expect(body["smdp_address"]).toMatch(/^1\$[\w.]+\$ES-[\w-]+$/);
    expect(body["iccid"]).toMatch(/^89\d{17}$/);
    const picture = Buffer.from(String(body["qr_code_base64"]), "base64");
    expect(picture.subarray(1, 4).toString("latin1")).toBe("PNG");
    const again = await order("first");
    expect([again.status, again.body["order_id"]]).toEqual([200, body["order_id"]]);
    expect(await creditsOf("first")).toHaveLength(1);
    expect((await creditsOf("first"))[0]).toMatchObject({
      number: body["iccid"],
      providerReference: body["order_id"],
      product: "eu-10gb-30d",
    });
  });

  it("becomes active, is used up, and is found by its number", async () => {
    const { body } = await order("used");
    const shown = await until(
      async () => (await server.get(`/esim/orders/${String(body["iccid"])}`)).body,
      ({ status }) => status === "active",
    );
    expect(shown).toMatchObject({ order_id: body["order_id"], data_gb: 10 });
    expect(shown["expires_at"]).toMatch(/Z$/);
    expect(codeOf(await server.get("/esim/orders/none"))).toBe("404 product_not_found");
  });

  it("takes more data of its own region, once for an id", async () => {
    const { body } = await order("more");
    const topUp = (id: string, plan: string) =>
      server.post(`/esim/${String(body["iccid"])}/topup`, { plan_id: plan, external_order_id: id });
    const { status, body: topped } = await topUp("more-1", "eu-1gb-7d");
    expect([status, topped["data_gb"], topped["expires_after_activation_days"]]).toEqual([201, 11, 37]);
    expect(topped["status"]).toBe("topped_up");
    const again = await topUp("more-1", "eu-1gb-7d");
    expect([again.status, again.body["topup_id"]]).toEqual([200, topped["topup_id"]]);
    expect(await creditsOf("more-1")).toHaveLength(1);
    expect(codeOf(await topUp("more-1", "eu-3gb-30d"))).toBe("409 idempotency_conflict");
    expect(codeOf(await topUp("more-2", "as-1gb-7d"))).toBe("422 product_not_supported");
    expect(codeOf(await order("more-1"))).toBe("409 idempotency_conflict");
  });

  it.each([
    ["two at once", "400 invalid_request", { quantity: 2 }],
    ["no such plan", "404 product_not_found", { plan_id: "none" }],
    ["no id", "400 invalid_request", { external_order_id: undefined }],
  ])("%s: %s", async (_what, code, other) => {
    expect(codeOf(await order("wrong", other))).toBe(code);
  });

  it("injected scenarios: credited and lost, lost before, no money, throttled", async () => {
    await server.fault("0008", "/esim/orders");
    await expect(order("lost")).rejects.toThrow("fetch failed");
    expect(await creditsOf("lost")).toHaveLength(1);
    await server.fault("0009", "/esim/orders");
    await expect(order("gone")).rejects.toThrow("fetch failed");
    expect(await creditsOf("gone")).toEqual([]);
    await server.fault("0018", "/esim/orders");
    expect(codeOf(await order("poor"))).toBe("402 insufficient_balance");
    await server.fault("0019", "/esim/orders");
    expect(codeOf(await order("often"))).toBe("429 rate_limited");
  });

  it("survives a kill, codes and top-ups included", async () => {
    const { body } = await order("killed");
    const after = await server.afterKill();
    const again = await after.post("/esim/orders", {
      plan_id: "eu-10gb-30d",
      quantity: 1,
      external_order_id: "killed",
    });
    expect([again.status, again.body["iccid"]]).toEqual([200, body["iccid"]]);
    const topped = await after.post(`/esim/${String(body["iccid"])}/topup`, {
      plan_id: "eu-1gb-7d",
      external_order_id: "after-the-kill",
    });
    expect(topped.status).toBe(201);
    await after.close();
  });

  it("expires, and says so once", async () => {
    // Seven days in a tenth of a second.
    const fast = await serveForTests({ timeScale: 6_000_000 });
    const receiver = await openReceiver();
    const made = await fast.post("/webhooks", { url: receiver.url, events: ["esim.expired"] });
    expect(made.body).toMatchObject({
      url: receiver.url,
      events: ["esim.expired"],
      secret: expect.stringMatching(/./),
    });
    const { body } = await fast.post("/esim/orders", { plan_id: "eu-1gb-7d", external_order_id: "short" });
    const [hook] = await receiver.until((all) => all.length >= 1);
    expect(JSON.parse(hook?.body ?? "")).toMatchObject({
      event: "esim.expired",
      data: { esim: { order_id: body["order_id"], status: "expired" } },
    });
    expect((await fast.get(`/esim/orders/${String(body["order_id"])}`)).body["status"]).toBe("expired");
    await receiver.close();
    await fast.close();
  });
});

describe("webhooks", () => {
  it.each([
    ["no address", { url: "somewhere" }],
    ["an event nobody knows", { url: "http://127.0.0.1:9/hook", events: ["topup.maybe"] }],
    ["no event", { url: "http://127.0.0.1:9/hook", events: [] }],
  ])("%s is not registered", async (_what, body) => {
    expect(codeOf(await server.post("/webhooks", body))).toBe("400 invalid_request");
  });
});
