import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Log } from "@/lib/core/log";
import { silentLog } from "@/lib/core/log";
import { micros } from "@/lib/core/money";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { describeContract } from "../contract";
import type { Expected } from "../contract/facts";
import { delivered, rejected } from "../contract/scenarios";
import type { AttemptRequest, Delivered, Outcome } from "../spec";
import { weighDoubt } from "../weigh-doubt";
import { createA1Topup, type A1TopupOptions } from ".";

const KEY = "sandbox-a1topup-key";
const VALUES = { A1TOPUP_WAIT_MS: "0" };
const PATH = "/api/v1/recharge";

const create = (sandbox: { url: string }, deps: Partial<A1TopupOptions> = {}, apiKey = KEY) =>
  createA1Topup({
    fetch,
    clock: { now: () => new Date() },
    log: silentLog,
    timeScale: 50,
    ...deps,
    baseUrl: `${sandbox.url}/a1topup`,
    credentials: { apiKey },
  });

/** In a range of Jio's. */
const numberOf = (digits: string, nth: number): string => `+91700${String(nth).padStart(3, "0")}${digits}`;

/** Nobody can be asked: what the answer left open stays open. */
const doubtful = (credit: Expected["credit"]): Expected => ({ first: "in-doubt", credit });

describeContract({
  name: "a1topup",
  openSandbox: (timeScale) => openTestSandbox({ timeScale, values: VALUES }),
  create,
  createStranger: (sandbox, deps) => create(sandbox, deps, "wrong"),
  calls: [],
  airtime: { providerOperatorId: "JIO", country: "IN", number: numberOf },
  paths: { purchase: PATH },
  leastOffers: 25,
  scenarios: {
    // No pending exists: the caller is held on the line until it is known.
    "0001": delivered,
    "0002": rejected("operator-down"),
    "0007": doubtful("none"),
    "0005": doubtful("credited"),
    // No code of theirs tells a postpaid number or a wrong operator.
    "0006": rejected("number-invalid"),
    "0008": doubtful("credited"),
    "0009": doubtful("none"),
    "0010": doubtful("credited"),
    "0012": { first: "delivered", credit: "reversed" },
    "0015": delivered,
    "0016": doubtful("credited"),
    "0017": doubtful("credited"),
    "0019": delivered,
    "0020": rejected("number-invalid"),
  },
  // A 429 bears no code of theirs.
  faults: { throttle: doubtful("none") },
  secrets: [KEY],
});

describe("A1Topup alone", () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await openTestSandbox({ timeScale: 50, values: VALUES });
  });
  afterEach(async () => void (await fetch(`${sandbox.url}/__sandbox/faults`, { method: "DELETE" })));
  afterAll(() => sandbox?.close());

  let nth = 500;
  const attemptTo = (digits: string, over: Partial<AttemptRequest> = {}): AttemptRequest => {
    nth += 1;
    return {
      reference: `a-${nth}`,
      providerOperatorId: "AIRTEL",
      sku: "AIRTEL:100",
      number: numberOf(digits, nth),
      country: "IN",
      amount: { minor: 10_000, currency: "INR" },
      ...over,
    };
  };
  const creditsOf = async ({ number }: AttemptRequest): Promise<unknown[]> => {
    const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
    const { credits } = (await answer.json()) as { credits: { number: string }[] };
    return credits.filter((credit) => credit.number === number);
  };
  const deliveredTo = async (digits = "4321"): Promise<Delivered> => {
    const outcome = await create(sandbox).submit(attemptTo(digits));
    return outcome.kind === "delivered" ? outcome : expect.fail(outcome.kind);
  };
  /** Every request as it went out. */
  const listening = () => {
    const bodies: string[] = [];
    const listener: typeof fetch = async (input, init) => {
      bodies.push(await new Response(init?.body ?? "").text());
      return fetch(input, { ...init, body: bodies.at(-1) ?? "" });
    };
    return { bodies, listener };
  };

  test("what goes out is what the document shows, the circle only when the order brings one", async () => {
    const { bodies, listener } = listening();
    const provider = create(sandbox, { fetch: listener });
    const plain = attemptTo("4321");
    const placed = attemptTo("4321", { extra: { circle: "KA" } });
    for (const attempt of [plain, placed])
      expect(await provider.submit(attempt)).toMatchObject({ kind: "delivered" });
    const fields = { api_key: KEY, operator: "AIRTEL", amount: 100 };
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([
      { ...fields, mobile: plain.number?.slice(3) },
      { ...fields, mobile: placed.number?.slice(3), circle: "KA" },
    ]);
  });

  test.each<[string, Partial<AttemptRequest>, string]>([
    ["a foreign number", { number: "+2348031234321" }, "number-invalid"],
    ["a landline", { number: "+911123456789" }, "number-invalid"],
    ["no number", { number: null, account: "a@example.org" }, "number-invalid"],
    ["an operator that is not listed", { providerOperatorId: "DOCOMO" }, "product-gone"],
    ["paise", { amount: { minor: 10_050, currency: "INR" } }, "amount-invalid"],
    ["more than the limit", { amount: { minor: 100_100, currency: "INR" } }, "amount-invalid"],
    ["another currency", { amount: { minor: 10_000, currency: "USD" } }, "amount-invalid"],
    ["nothing", { amount: { minor: 0, currency: "INR" } }, "amount-invalid"],
    ["a circle that is none", { extra: { circle: "constructor" } }, "unsupported"],
  ])("never leaves the house: %s", async (_, over, code) => {
    const { bodies, listener } = listening();
    const outcome = await create(sandbox, { fetch: listener }).submit(attemptTo("4321", over));
    expect(outcome).toMatchObject({ kind: "rejected", failure: { code } });
    expect(bodies).toEqual([]);
  });

  test("one call at a time, and off when live until its owner says otherwise", () => {
    expect(create(sandbox).capabilities).toMatchObject({ callsAtOnce: 1, offUntilSwitchedOn: true });
    expect(create(sandbox, { switchedOn: true }).capabilities.offUntilSwitchedOn).toBe(false);
  });

  test("everything that is listed is sold, and nothing above the limit is listed", async () => {
    const provider = create(sandbox);
    for await (const { sku, operator, order, country } of listedBy(provider)) {
      if (order.type !== "fixed") throw new Error("a range");
      expect(order.amount.minor).toBeLessThanOrEqual(provider.capabilities.largestOrder?.minor ?? 0);
      const { providerOperatorId } = operator;
      const attempt = attemptTo("4321", { sku, providerOperatorId, country, amount: order.amount });
      expect(await provider.submit(attempt)).toMatchObject({ kind: "delivered", delivered: order.amount });
    }
  });

  test("a purchase is one request, whatever becomes of it", async () => {
    const faults = [
      "drop-before",
      "drop-after",
      "error-before",
      "error-after",
      "garbage",
      "down",
      "throttle",
    ];
    for (const fault of faults) {
      const attempt = attemptTo("4321");
      const { bodies, listener } = listening();
      const match = { provider: "a1topup", path: PATH };
      await sandbox.post("/__sandbox/faults", { match, scenario: fault, times: 1 });
      expect(await create(sandbox, { fetch: listener }).submit(attempt)).toMatchObject({ kind: "in-doubt" });
      expect(bodies).toHaveLength(1);
    }
  });

  test("an answer that comes later than 60 s is not waited for", async () => {
    const attempt = attemptTo("4321");
    const match = { provider: "a1topup", path: PATH };
    await sandbox.post("/__sandbox/faults", { match, scenario: "slow", times: 1, delayMs: 3_000 });
    const started = performance.now();
    expect(await create(sandbox).submit(attempt)).toMatchObject({ kind: "in-doubt", why: "timeout" });
    expect(performance.now() - started).toBeLessThan(2_900);
    expect(await creditsOf(attempt)).toHaveLength(1);
  });

  describe("the balance trail", () => {
    const price = micros(100_000_000, "INR");
    const hintAfter = async (digits: string): Promise<string | undefined> => {
      const last = (await deliveredTo()).float;
      expect(await create(sandbox).submit(attemptTo(digits))).toMatchObject({ kind: "in-doubt" });
      const next = (await deliveredTo()).float;
      return last && next && weighDoubt({ last, price, next })?.hint;
    };

    test("has no gap where every answer came", async () => {
      const [first, second] = [await deliveredTo(), await deliveredTo()];
      expect(second.float?.before).toEqual(first.float?.after);
      expect(first.cost).toEqual(micros(94_000_000, "INR"));
    });

    test.each([
      ["0005", "bought"],
      ["0008", "bought"],
      ["0010", "bought"],
      ["0016", "bought"],
      ["0009", "not-bought"],
      ["0007", "not-bought"],
    ])("after the doubt of %s it hints: %s", async (digits, hint) => {
      expect(await hintAfter(digits)).toBe(hint);
    });

    test("a doubtful answer that tells its balance keeps it, with their id", async () => {
      const last = await deliveredTo();
      const doubt = await create(sandbox).submit(attemptTo("0017"));
      expect(doubt).toMatchObject({
        kind: "in-doubt",
        why: "unlisted",
        providerReference: expect.stringMatching(/^TXN\d+$/),
        float: { before: last.float?.after },
      });
    });

    test("1002 tells what is left, and nothing was taken", async () => {
      const last = await deliveredTo();
      const left = last.float?.after;
      expect(await create(sandbox).submit(attemptTo("0018"))).toMatchObject({
        kind: "rejected",
        failure: { code: "float-empty", providerCode: "1002" },
        float: { before: left, after: left },
      });
    });
  });

  test("errors are read from the body whatever their HTTP status", async () => {
    const strict = await openTestSandbox({
      timeScale: 50,
      values: { ...VALUES, A1TOPUP_ERROR_STATUS: "by-code" },
    });
    const outcomes: [Outcome, string][] = [
      [await create(strict, {}, "bad-key").submit(attemptTo("4321")), "1001"],
      [await create(strict).submit(attemptTo("0018")), "1002"],
      [await create(strict).submit(attemptTo("0003")), "1003"],
      [await create(strict).submit(attemptTo("4321", { amount: { minor: 1_100, currency: "INR" } })), "1005"],
      [await create(strict).submit(attemptTo("0014")), "2001"],
    ];
    for (const [outcome, providerCode] of outcomes)
      expect(outcome).toMatchObject({ kind: "rejected", failure: { providerCode } });
    await strict.close();
  });

  test("an answer that repeats the request does not carry the key out", async () => {
    const said: string[] = [];
    const write = (data: Record<string, unknown>, message: string): void =>
      void said.push(message + JSON.stringify(data));
    const log: Log = { debug: write, info: write, warn: write, error: write };
    const answers = [
      new Response(`Bad gateway. Request: {"api_key":"${KEY}","mobile":"9000012345"}`, { status: 502 }),
      new Response(`your key ${KEY} is odd`, { status: 200 }),
      Response.json({ status: "error", error_code: "1001", message: `Key ${KEY} is disabled` }),
      Response.json({ status: "held", message: KEY }),
    ];
    const provider = create(sandbox, { log, fetch: async () => answers.shift() ?? Response.error() });
    while (answers.length > 0) said.push(JSON.stringify(await provider.submit(attemptTo("4321"))));
    expect(said).toHaveLength(4);
    expect(said.join("\n")).not.toContain(KEY);
    expect(said.join("\n")).toContain("[redacted]");
  });
});

async function* listedBy(provider: ReturnType<typeof create>) {
  for await (const offer of provider.listOffers()) yield { ...offer, country: offer.operator.country };
}
