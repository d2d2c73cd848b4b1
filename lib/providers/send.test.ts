import net from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { send, type SendRequest, type SendVerdict } from "./send";

interface RawServer {
  url: string;
  /** What came in, one text a request. */
  requests: string[];
  connections: () => number;
}

const open: net.Server[] = [];
const sockets = new Set<net.Socket>();
afterEach(async () => {
  sockets.forEach((socket) => socket.destroy());
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A TCP server that does with each request (whole, for its body is short) as it is told. */
async function serve(act: (socket: net.Socket, index: number) => void): Promise<RawServer> {
  const requests: string[] = [];
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
    let text = "";
    socket.on("data", (data: Buffer) => {
      text += data.toString("utf8");
      const [head = "", body] = text.split("\r\n\r\n");
      const announced = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (body === undefined || Buffer.byteLength(body) < announced) return;
      requests.push(text);
      text = "";
      act(socket, requests.length - 1);
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  return { url: `http://127.0.0.1:${port}/buy`, requests, connections: () => connections };
}

const whole = (status: number, body: string, headers: string[] = []): string =>
  [`HTTP/1.1 ${status} Some`, `content-length: ${Buffer.byteLength(body)}`, ...headers, "", body].join(
    "\r\n",
  );

const purchase = (url: string, over: Partial<SendRequest> = {}): Promise<SendVerdict> =>
  send(fetch, {
    url,
    method: "POST",
    headers: { accept: "application/json" },
    body: { amount: "10.00", to: "ß" },
    timeoutMs: 2_000,
    purpose: "purchase",
    secrets: [],
    ...over,
  });
const reading = (url: string, over: Partial<SendRequest> = {}): Promise<SendVerdict> =>
  send(fetch, { url, method: "GET", headers: {}, timeoutMs: 2_000, purpose: "read", secrets: [], ...over });

async function unusedUrl(): Promise<string> {
  const { url } = await serve(() => undefined);
  const server = open.pop();
  await new Promise((resolve) => server?.close(resolve));
  return url;
}

describe("an answer", () => {
  test("is parsed once, its numbers kept as they were written", async () => {
    const { url, requests } = await serve((socket) =>
      socket.write(whole(200, '{"amount":505.00000000000,"id":12345678901234567890,"cost":3.8E-5}')),
    );
    expect(await purchase(url)).toMatchObject({
      kind: "answered",
      status: 200,
      json: { amount: "505.00000000000", id: "12345678901234567890", cost: "3.8E-5" },
    });
    expect(requests[0]).toContain('{"amount":"10.00","to":"ß"}');
    expect(requests[0]).toMatch(/content-length: 28/i);
    expect(requests[0]).not.toMatch(/transfer-encoding/i);
  });

  test("is read without the secrets that it repeats, plain or inside a JSON text", async () => {
    const secret = 'k"1\\x';
    const { url } = await serve((socket) =>
      socket.write(whole(200, JSON.stringify({ message: `key ${secret} is odd`, key: secret }))),
    );
    expect(await purchase(url, { secrets: [secret, ""] })).toMatchObject({
      json: { message: "key [redacted] is odd", key: "[redacted]" },
      text: '{"message":"key [redacted] is odd","key":"[redacted]"}',
    });
  });

  test("HTML with status 200 is an answer without JSON", async () => {
    const { url } = await serve((socket) => socket.write(whole(200, "<h1>It works!</h1>")));
    expect(await purchase(url)).toEqual({
      kind: "answered",
      status: 200,
      json: undefined,
      text: "<h1>It works!</h1>",
    });
  });

  test.each([301, 302, 307, 308])("a redirect %i is not followed", async (status) => {
    const target = await serve((socket) => socket.write(whole(200, "{}")));
    const { url } = await serve((socket) => socket.write(whole(status, "", [`location: ${target.url}`])));
    expect(await purchase(url)).toMatchObject({ kind: "answered", status });
    expect(target.requests).toEqual([]);
  });

  test("purchases one after the other share a connection", async () => {
    const { url, requests, connections } = await serve((socket) => socket.write(whole(200, "{}")));
    for (let made = 0; made < 3; made += 1) {
      expect(await purchase(url)).toMatchObject({ kind: "answered" });
      await setImmediate();
    }
    expect([requests.length, connections()]).toEqual([3, 1]);
  });

  test("a 401 is an answer, with or without a challenge", async () => {
    const { url } = await serve((socket, index) =>
      socket.write(whole(401, "{}", index === 0 ? [] : ["www-authenticate: Basic realm=x"])),
    );
    expect(await purchase(url)).toMatchObject({ kind: "answered", status: 401 });
    expect(await purchase(url)).toMatchObject({ kind: "answered", status: 401 });
  });
});

describe("not sent, because no byte can have left", () => {
  test("a refused connection", async () => {
    expect(await purchase(await unusedUrl())).toEqual({ kind: "not-sent", detail: "ECONNREFUSED" });
  });

  test("a name that does not exist", async () => {
    expect(await purchase("http://nobody.invalid/buy")).toMatchObject({ kind: "not-sent" });
  });

  test.each([
    ["connect", "EHOSTUNREACH", "not-sent"],
    ["connect", "ETIMEDOUT", "not-sent"],
    ["read", "EHOSTUNREACH", "in-doubt"],
    ["read", "ETIMEDOUT", "in-doubt"],
    ["write", "EPIPE", "in-doubt"],
    ["read", "ECONNREFUSED", "in-doubt"],
  ])("%s %s is %s", async (syscall, code, kind) => {
    const failing: typeof fetch = async () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, syscall }) });
    };
    const verdict = await send(failing, {
      url: "http://x.invalid/",
      method: "POST",
      headers: {},
      timeoutMs: 100,
      purpose: "purchase",
      secrets: [],
    });
    expect(verdict.kind).toBe(kind);
  });
});

describe("in doubt, and asked once only", () => {
  test("reset before the headers", async () => {
    const { url, requests } = await serve((socket) => socket.resetAndDestroy());
    expect(await purchase(url)).toMatchObject({ kind: "in-doubt", why: "reset" });
    expect(requests).toHaveLength(1);
  });

  test("closed before the headers", async () => {
    const { url, requests } = await serve((socket) => socket.end());
    expect(await purchase(url)).toMatchObject({ kind: "in-doubt", why: "reset" });
    expect(requests).toHaveLength(1);
  });

  test.each(["resetAndDestroy", "end"] as const)(
    "%s on a connection that was kept alive is not repeated on a new one",
    async (how) => {
      const { url, requests, connections } = await serve((socket, index) => {
        if (index === 0) socket.write(whole(200, "{}"));
        else socket[how]();
      });
      expect(await reading(url)).toMatchObject({ kind: "answered" });
      // The connection goes back to its pool a turn after the body's end.
      await setImmediate();
      expect(await purchase(url)).toMatchObject({ kind: "in-doubt", why: "reset" });
      expect(requests).toHaveLength(2);
      expect(connections()).toBe(1);
    },
  );

  test("a body that is cut", async () => {
    const { url, requests } = await serve((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"transactionId": 70'),
    );
    expect(await purchase(url)).toMatchObject({ kind: "in-doubt", why: "reset" });
    expect(requests).toHaveLength(1);
  });

  test("no answer in time, before the headers or in the body", async () => {
    const silent = await serve(() => undefined);
    expect(await purchase(silent.url, { timeoutMs: 500 })).toMatchObject({
      kind: "in-doubt",
      why: "timeout",
    });
    const slow = await serve((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"));
    expect(await purchase(slow.url, { timeoutMs: 500 })).toMatchObject({ kind: "in-doubt", why: "timeout" });
    expect([silent.requests.length, slow.requests.length]).toEqual([1, 1]);
  });

  test("a body without end is read to the limit and no further", async () => {
    let written = 0;
    let closed: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    const { url } = await serve((socket) => {
      socket.on("close", () => closed?.());
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const more = (): void => {
        while (!socket.destroyed && socket.write("x".repeat(65_536))) written += 65_536;
        if (!socket.destroyed) socket.once("drain", more);
      };
      more();
    });
    expect(await purchase(url)).toMatchObject({ kind: "in-doubt", why: "unreadable" });
    await ended;
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  test("a 421 does not make fetch send it again", async () => {
    const { url, requests } = await serve((socket) => socket.write(whole(421, "{}")));
    expect(await purchase(url)).toMatchObject({ kind: "answered", status: 421 });
    expect(requests).toHaveLength(1);
  });
});

describe("repeats", () => {
  test("a read is repeated after 5xx, 429 and a lost connection", async () => {
    const { url, requests } = await serve((socket, index) => {
      if (index === 0) socket.write(whole(503, ""));
      else if (index === 1) socket.resetAndDestroy();
      else socket.write(whole(200, "[1]"));
    });
    expect(await reading(url)).toMatchObject({ kind: "answered", status: 200, json: ["1"] });
    expect(requests).toHaveLength(3);
  });

  test("a read gives up after three", async () => {
    const { url, requests } = await serve((socket) => socket.write(whole(429, "")));
    expect(await reading(url)).toMatchObject({ kind: "answered", status: 429 });
    expect(requests).toHaveLength(3);
  });

  test("a read of which the answer is final is not repeated", async () => {
    const { url, requests } = await serve((socket) => socket.write(whole(404, "")));
    expect(await reading(url)).toMatchObject({ status: 404 });
    expect(requests).toHaveLength(1);
  });

  test.each([408, 429, 500, 502, 503])(
    "a purchase or a look-up answered with %i is not repeated",
    async (status) => {
      const { url, requests } = await serve((socket) => socket.write(whole(status, "")));
      expect(await purchase(url)).toMatchObject({ kind: "answered", status });
      expect(await reading(url, { purpose: "lookup" })).toMatchObject({ kind: "answered", status });
      expect(requests).toHaveLength(2);
    },
  );

  test.each([
    [["retry-after: 7"], 7_000],
    [["ratelimit-reset: 30"], 30_000],
    [["x-ratelimit-reset: soon"], undefined],
    [["x-ratelimit-reset: 1000000000"], undefined],
    [[], undefined],
  ])("a 429 with %j asks to wait %s ms", async (headers, waitMs) => {
    const { url } = await serve((socket) => socket.write(whole(429, "", headers)));
    const verdict = await purchase(url);
    expect(verdict.kind === "answered" ? verdict.waitMs : "none").toBe(waitMs);
  });

  test("a 429 may name the time when it ends; other answers ask for nothing", async () => {
    const inAMinute = `x-ratelimit-reset: ${Math.ceil(Date.now() / 1000) + 60}`;
    const { url } = await serve((socket, index) =>
      socket.write(whole(index === 0 ? 429 : 200, "", [inAMinute])),
    );
    const [first, second] = [await purchase(url), await purchase(url)];
    const waits = [first, second].map((one) => (one.kind === "answered" ? one.waitMs : Number.NaN));
    expect(waits[0]).toBeGreaterThan(50_000);
    expect(waits[0]).toBeLessThanOrEqual(61_000);
    expect(waits[1]).toBeUndefined();
  });
});
