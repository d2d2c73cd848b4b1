import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type Fault, type FaultBook, openFaultBook } from "./open-fault-book";
import { openStore } from "./open-store";
import type { Mount, SandboxReply, SandboxRequest } from "./outside";

let book: FaultBook;
let done: number;
beforeEach(() => {
  const store = openStore(fs.mkdtempSync(path.join(os.tmpdir(), "faults-")));
  book = openFaultBook(store.collection<Fault>("faults"));
  done = 0;
});

const base = { match: {}, rate: 1, times: null, delayMs: 0, seed: 1 };

function ask(
  request: Partial<{
    provider: string;
    path: string;
    body: string;
    ownFaults: string[];
    callingCode: string;
    about: string;
  }> = {},
) {
  const mount: Mount = {
    provider: request.provider ?? "reloadly",
    prefix: "",
    routes: [],
    ownFaults: request.ownFaults,
    callingCode: request.callingCode,
    about: request.about === undefined ? undefined : () => request.about ?? "",
  };
  const body = Buffer.from(request.body ?? "");
  const asked: SandboxRequest = {
    method: "POST",
    path: request.path ?? "/topups",
    params: {},
    query: new URLSearchParams(),
    headers: {},
    rawBody: body,
    json: () => JSON.parse(body.toString()),
    form: () => new URLSearchParams(body.toString()),
  };
  const answer = book.around(mount, asked, (): SandboxReply => {
    done += 1;
    return { json: { ok: true } };
  });
  return Promise.resolve(answer).then((reply) => ({ reply, request: asked }));
}

describe("a fault", () => {
  it.each([
    ["drop-before", { ending: "drop" }, 0],
    ["drop-after", { ending: "drop" }, 1],
    ["error-before", { status: 500 }, 0],
    ["error-after", { status: 500 }, 1],
    ["cut-after", { ending: "cut", json: { ok: true } }, 1],
    ["garbage", { status: 200 }, 0],
    ["garbage-after", { status: 200 }, 1],
    ["throttle", { status: 429, headers: { "retry-after": "1" } }, 0],
    ["down", { status: 503 }, 0],
    ["slow", { delayMs: 2_000, json: { ok: true } }, 1],
  ])("%s answers as named and does the work only when it says so", async (scenario, reply, works) => {
    book.add({ ...base, scenario });
    expect((await ask()).reply).toMatchObject(reply);
    expect(done).toBe(works);
  });

  it("strikes only what it matches", async () => {
    book.add({
      ...base,
      scenario: "down",
      match: { provider: "reloadly", path: "/top*", number: "+2348030000001", product: "341" },
    });
    const body = JSON.stringify({ operatorId: 341, phone: "2348030000001" });
    expect((await ask({ body })).reply.status).toBe(503);
    expect((await ask({ body, provider: "telecom" })).reply.status).toBeUndefined();
    expect((await ask({ body, path: "/operators" })).reply.status).toBeUndefined();
    expect(
      (await ask({ body: body.replace("2348030000001", "23480300000012") })).reply.status,
    ).toBeUndefined();
    expect((await ask({ body: body.replace("341", "3410") })).reply.status).toBeUndefined();
  });

  it("finds a number by its E.164 also where the format leaves the country code off", async () => {
    book.add({ ...base, scenario: "down", match: { number: "+919000012345" } });
    const struck = async (mobile: string, callingCode?: string) =>
      (await ask({ body: JSON.stringify({ mobile }), callingCode })).reply.status === 503;
    expect(await struck("9000012345", "91")).toBe(true);
    expect(await struck("919000012345", "91")).toBe(true);
    expect(await struck("19000012345", "91")).toBe(false);
    expect(await struck("9000012346", "91")).toBe(false);
    expect(await struck("9000012345")).toBe(false);
    expect(await struck("9000012345", "234")).toBe(false);
  });

  it("strikes what the mount says a request is about", async () => {
    book.add({ ...base, scenario: "down", match: { number: "+2348030000001" } });
    expect((await ask({ path: "/invoices/1/pay", body: "{}" })).reply.status).toBeUndefined();
    expect((await ask({ path: "/invoices/1/pay", about: "+2348030000002" })).reply.status).toBeUndefined();
    expect((await ask({ path: "/invoices/1/pay", about: "+2348030000001\nmtn" })).reply.status).toBe(503);
  });

  it("strikes as often as asked and then rests", async () => {
    book.add({ ...base, scenario: "down", times: 2 });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask()).reply.status);
    expect(statuses).toEqual([503, 503, undefined, undefined]);
    expect(book.list()).toMatchObject([{ times: 0, hits: 2 }]);
  });

  it("strikes its share, the same requests for the same seed", async () => {
    const strikes = async (seed: number): Promise<string> => {
      book.clear();
      book.add({ ...base, scenario: "down", rate: 0.3, seed });
      let pattern = "";
      for (let count = 0; count < 1000; count += 1) pattern += (await ask()).reply.status === 503 ? "x" : ".";
      return pattern;
    };
    const first = await strikes(7);
    expect(await strikes(7)).toBe(first);
    expect(await strikes(8)).not.toBe(first);
    const struck = first.replaceAll(".", "").length;
    expect(struck).toBeGreaterThan(240);
    expect(struck).toBeLessThan(360);
  });

  it("is handed to the mount when it is a scenario's digits or the mount's own", async () => {
    book.add({ ...base, scenario: "0008", times: 1 });
    const digits = await ask();
    expect(digits.request.fault).toEqual({ scenario: "0008", delayMs: 0 });
    expect(done).toBe(1);
    book.add({ ...base, scenario: "slow", delayMs: 5, times: 1 });
    const own = await ask({ ownFaults: ["slow"] });
    expect(own.request.fault).toEqual({ scenario: "slow", delayMs: 5 });
    expect(own.reply.delayMs).toBeUndefined();
  });
});
