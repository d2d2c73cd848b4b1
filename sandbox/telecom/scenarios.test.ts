import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReceiver } from "../open-test-sandbox";
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
  // Slow enough that what is down for twenty minutes is not up again before the next try.
  server = await serveForTests({ timeScale: 200 });
});
afterAll(() => server.close());

let nth = 100;
/** A new number of MTN Nigeria with these digits at its end. */
const at = (digits: string): string => `234803${(nth += 1)}${digits}`;
const send = (phone: string, other: Body = {}) => server.post("/telecom/topup", orderTo(phone, other));
const creditsOf = async (phone: string) =>
  (await server.credits()).filter(({ number }) => number === `+${phone}`).map(({ state }) => state);

describe("scenarios", () => {
  it.each([
    ["0001", "completed", ["credited"]],
    ["0002", "failed", []],
  ])("%s is accepted, then %s", async (digits, final, credits) => {
    const phone = at(digits);
    const { status, body } = await send(phone);
    expect([status, body["status"]]).toEqual([202, "pending"]);
    await untilStatus(server, body["tx_id"], final);
    expect(await creditsOf(phone)).toEqual(credits);
  });

  it.each([
    ["0003", "400 invalid_phone"],
    ["0006", "422 product_not_supported"],
    ["0018", "402 insufficient_balance"],
  ])("%s is refused with %s and leaves no trace", async (digits, code) => {
    const phone = at(digits);
    expect(codeOf(await send(phone))).toBe(code);
    expect(codeOf(await send(phone))).toBe(code);
    expect(await creditsOf(phone)).toEqual([]);
  });

  it("0004 has no operator, 0006 is postpaid, 0013 and 0020 are served by another than the range's", async () => {
    const lookUp = async (digits: string) => server.post("/telecom/lookup", { phone: at(digits) });
    expect(codeOf(await lookUp("0004"))).toBe("404 operator_not_found");
    const { body } = await lookUp("0006");
    expect(body).toMatchObject({
      operator_id: "mtn_ng",
      type: "postpaid",
      supports: ["bundle", "plan_change"],
    });
    for (const digits of ["0013", "0020"]) {
      const { status, body: other } = await lookUp(digits);
      expect([status, other["country"], other["operator_id"] === "mtn_ng"]).toEqual([200, "NG", false]);
    }
  });

  it.each(["0004", "0013"])("%s is delivered all the same", async (digits) => {
    const phone = at(digits);
    expect((await send(phone)).body["status"]).toBe("completed");
    expect(await creditsOf(phone)).toEqual(["credited"]);
  });

  it("0006 takes a package", async () => {
    const phone = at("0006");
    const { status, body } = await send(phone, { product_id: "mtn_ng_bundle_5gb_7d", amount: undefined });
    expect([status, body["credited"]]).toEqual([201, { data_gb: 5, validity_days: 7 }]);
  });

  it("0005 is credited and answers 500, 0008 is dropped, 0016 is cut: the repeat shows each", async () => {
    for (const [digits, seen] of [
      ["0005", "500 internal_error"],
      ["0008", "nothing"],
      ["0016", "nothing"],
    ] as const) {
      const phone = at(digits);
      expect(await send(phone).then(codeOf, () => "nothing")).toBe(seen);
      const again = await send(phone);
      expect([again.status, again.body["status"]]).toEqual([200, "completed"]);
      expect(await creditsOf(phone)).toEqual(["credited"]);
    }
  });

  it("0007 is pending for ever", async () => {
    const { body } = await send(at("0007"));
    expect((await server.get(`/telecom/topup/${String(body["tx_id"])}`)).body["status"]).toBe("pending");
  });

  it("0009 is dropped without credit, every time", async () => {
    const phone = at("0009");
    await expect(send(phone)).rejects.toThrow("fetch failed");
    await expect(send(phone)).rejects.toThrow("fetch failed");
    expect(await creditsOf(phone)).toEqual([]);
  });

  it("0010 is credited at once and answered late", async () => {
    const phone = at("0010");
    const begun = performance.now();
    const answer = send(phone);
    expect((await answer).body["status"]).toBe("completed");
    expect(performance.now() - begun).toBeGreaterThanOrEqual(199);
    expect(await creditsOf(phone)).toEqual(["credited"]);
  });

  it("0011 credits four fifths, of money and of packages", async () => {
    const whole = (await send(at("4321"))).body["credited"] as { amount: number };
    const part = (await send(at("0011"))).body["credited"] as { amount: number };
    expect(part.amount).toBeCloseTo(whole.amount * 0.8, 2);
    const bundle = await send(at("0011"), { product_id: "mtn_ng_bundle_5gb_7d", amount: undefined });
    expect(bundle.body["credited"]).toEqual({ data_gb: 4, validity_days: 7 });
  });

  it("0012 is delivered and taken back", async () => {
    const phone = at("0012");
    const balance = async () => (await server.get("/balance")).body["available_balance"];
    const before = await balance();
    const { body } = await send(phone);
    expect(body["status"]).toBe("completed");
    await untilStatus(server, body["tx_id"], "failed");
    expect(await creditsOf(phone)).toEqual(["reversed"]);
    expect(await balance()).toBe(before);
  });

  it("0014 is down twice, 0019 is throttled twice; then each works", async () => {
    const down = at("0014");
    const kinds = [];
    for (const run of [1, 2, 3]) kinds.push((await send(down, { external_tx_id: `d-${run}` })).body);
    expect(kinds.map(({ status }) => status)).toEqual(["failed", "failed", "completed"]);
    expect(kinds[0]?.["error"]).toMatchObject({ code: "operator_unavailable" });
    // The same id tells of the same transaction for ever.
    expect((await send(down, { external_tx_id: "d-1" })).body["status"]).toBe("failed");

    const throttled = at("0019");
    const answers = [await send(throttled), await send(throttled), await send(throttled)];
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 201]);
    expect(answers[0]?.headers.get("retry-after")).toBe("1");
    expect(await creditsOf(throttled)).toEqual(["credited"]);
  });

  it("0015 tells of itself five times, the last first", async () => {
    const receiver = await openReceiver();
    await server.sandbox.post("/__sandbox/callbacks", { telecom: receiver.url });
    const phone = at("0015");
    const { body } = await send(phone);
    const ours = (all: { body: string }[]) => all.filter((hook) => hook.body.includes(`"id-${phone}"`));
    const hooks = ours(await receiver.until((all) => ours(all).length >= 10));
    await receiver.close();
    const events = hooks.map((hook) => (JSON.parse(hook.body) as { event: string }).event);
    expect(events.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => "topup.completed"));
    expect(events.slice(5)).toEqual(Array.from({ length: 5 }, () => "topup.pending"));
    await untilStatus(server, body["tx_id"], "completed");
    expect(await creditsOf(phone)).toEqual(["credited"]);
  });

  it("0017 has a status nobody documented, then is completed", async () => {
    const phone = at("0017");
    const { body } = await send(phone);
    expect(body["status"]).toBe("settling");
    await untilStatus(server, body["tx_id"], "completed");
    expect(await creditsOf(phone)).toEqual(["credited"]);
  });

  it("0020 fails at an operator that does not serve the number", async () => {
    const { status, body } = await send(at("0020"));
    expect([status, body["status"]]).toEqual([201, "failed"]);
    expect(body["error"]).toMatchObject({ code: "subscriber_not_active" });
  });

  it("a scenario can be asked for by an injected fault", async () => {
    await server.fault("0018", "/telecom/topup");
    const phone = at("4321");
    expect(codeOf(await send(phone))).toBe("402 insufficient_balance");
    expect((await send(phone)).status).toBe(201);
  });
});
