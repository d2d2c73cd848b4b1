import { readFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import zlib from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { keepAnswers } from "./keep-answers.mjs";

interface Told {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

const PAGE = "<p>MTN</p>".repeat(200);
const KEPT = { "content-type": "text/html; charset=utf-8", "cache-control": "s-maxage=60", etag: '"a"' };

let server: http.Server | undefined;
afterEach(() => server?.close());

/** A server whose pages are made by `make`; what it gives back asks for one, and tells how often one was made. */
async function serve(make: (response: http.ServerResponse, made: number) => void) {
  const time = { now: 1000 };
  let made = 0;
  const answer = keepAnswers((_, response) => make(response, (made += 1)), { now: () => time.now });
  server = http.createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (headers: http.OutgoingHttpHeaders = {}, method = "GET", path = "/nigeria/mtn") =>
    new Promise<Told>((resolve, reject) => {
      const sent = { "accept-encoding": "gzip", ...headers };
      http
        .request({ port, path, method, headers: sent, agent: false }, (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => {
            const { statusCode: status = 0, headers: told } = response;
            resolve({ status, headers: told, body: Buffer.concat(chunks) });
          });
        })
        .on("error", reject)
        .end();
    });
  return { ask, made: () => made, pass: (ms: number) => void (time.now += ms) };
}

const page =
  (headers: Record<string, string> = {}, status = 200) =>
  (response: http.ServerResponse, made: number) =>
    void response.writeHead(status, { ...KEPT, ...headers }).end(`${PAGE}${made}`);

/** As Next hands a kept page over: headers set, the body in one piece. */
const kept =
  (headers: Record<string, string> = {}, status = 200) =>
  (response: http.ServerResponse, made: number) => {
    for (const [name, value] of Object.entries({ ...KEPT, ...headers })) response.setHeader(name, value);
    response.statusCode = status;
    response.end(`${PAGE}${made}`);
  };

it("makes a page once for all who come within a second, each of them whole", async () => {
  const { ask, made, pass } = await serve(kept());
  const [first, second] = [await ask(), await ask()];
  expect(made()).toBe(1);
  for (const { status, headers, body } of [first, second]) {
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe("gzip");
    expect(Number(headers["content-length"])).toBe(body.length);
    expect(headers.vary).toMatch(/Accept-Encoding, Accept-Language, Cookie/);
    expect(zlib.gunzipSync(body).toString()).toBe(`${PAGE}1`);
  }
  pass(1001);
  expect(zlib.gunzipSync((await ask()).body).toString()).toBe(`${PAGE}2`);
});

it("keeps apart what is not the same", async () => {
  const { ask, made } = await serve(kept());
  await ask();
  await ask({ "accept-language": "de" });
  await ask({ cookie: "a=b; hl_currency=EUR" });
  await ask({ "accept-encoding": "br" });
  await ask({}, "GET", "/nigeria/glo");
  await ask({ host: "other.test" });
  expect(made()).toBe(6);
  await ask({ cookie: "hl_buyer=me" });
  expect(made()).toBe(6);
});

it("compresses for the browser at hand", async () => {
  const { ask } = await serve(kept());
  expect(zlib.brotliDecompressSync((await ask({ "accept-encoding": "gzip, br" })).body).toString()).toBe(
    `${PAGE}1`,
  );
  const plain = await ask({ "accept-encoding": "identity" });
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.body.toString()).toBe(`${PAGE}2`);
});

it("presses a page that is asked for again as small as it can be", async () => {
  const text = readFileSync(new URL("keep-answers.mjs", import.meta.url), "utf8");
  const { ask, pass } = await serve((response) => {
    for (const [name, value] of Object.entries(KEPT)) response.setHeader(name, value);
    response.end(text);
  });
  const sizeOf = async () => {
    pass(1001);
    const { body } = await ask({ "accept-encoding": "br" });
    expect(zlib.brotliDecompressSync(body).toString()).toBe(text);
    return body.length;
  };
  const first = await sizeOf();
  await expect.poll(sizeOf).toBeLessThan(first);
});

it("tells a browser that has the page already", async () => {
  const { ask } = await serve(kept());
  await ask();
  const { status, body } = await ask({ "if-none-match": '"z", "a"' });
  expect([status, body.length]).toEqual([304, 0]);
});

it.each([
  ["nobody allowed it", kept({ "cache-control": "private, no-store" })],
  ["it gives the buyer a cookie", kept({ "set-cookie": "a=b" })],
  ["it is no page", kept({ "content-type": "application/json" })],
  ["it failed", kept({}, 500)],
  ["its head has left", page()],
])("keeps nothing when %s", async (_, make) => {
  const { ask, made } = await serve(make);
  await ask();
  const { body, headers } = await ask();
  expect(made()).toBe(2);
  const text = headers["content-encoding"] === "gzip" ? zlib.gunzipSync(body) : body;
  expect(text.toString()).toBe(`${PAGE}2`);
});

it.each([
  ["a post", {}, "POST"],
  ["a part of the page", { rsc: "1" }, "GET"],
  ["an action", { "next-action": "x" }, "GET"],
  ["a draft", { cookie: "__prerender_bypass=1" }, "GET"],
])("never answers %s from memory", async (_, headers, method) => {
  const { ask, made } = await serve(kept());
  await ask();
  await ask(headers, method);
  await ask(headers, method);
  expect(made()).toBe(3);
});

it("sends what comes in pieces as it comes", async () => {
  const { ask, made } = await serve((response) => {
    response.setHeader("content-type", "text/html");
    response.write(PAGE);
    response.end(PAGE);
  });
  for (let time = 0; time < 2; time += 1)
    expect(zlib.gunzipSync((await ask()).body).toString()).toBe(PAGE + PAGE);
  expect(made()).toBe(2);
});
