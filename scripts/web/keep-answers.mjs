import { createHash } from "node:crypto";
import zlib from "node:zlib";
import { promisify } from "node:util";
import compression from "compression";
import { LRUCache } from "lru-cache";

const MOST_BYTES = 32 * 1024 * 1024;
/** Long enough for a crowd, too short to be noticed after a change. */
const KEPT_MS = 1000;

const brotliAs = (quality) => (body) =>
  promisify(zlib.brotliCompress)(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: quality } });

const ENCODINGS = { br: brotliAs(5), gzip: promisify(zlib.gzip) };
/** Takes off another tenth, in forty times the time. */
const BEST = { br: brotliAs(11) };

/** The best of ours that the browser takes. */
const encodingOf = ({ headers }) =>
  Object.keys(ENCODINGS).find((name) => new RegExp(`\\b${name}\\b`).test(headers["accept-encoding"] ?? ""));

/** Requests for a part of a page, for a draft, or with an action are never answered from memory. */
const PARTIAL = /^(?:rsc|next-.+|range|authorization)$/;
const DRAFT = "__prerender_bypass";
/** All that a kept page depends on beside its address (`next.config.mjs`). */
const CURRENCY = /(?:^|;\s*)hl_currency=([A-Z]{3})/;
const DEPENDS_ON = "Accept-Encoding, Accept-Language, Cookie";

function keyOf(request, encoding) {
  const { method, headers, url } = request;
  const cookie = headers.cookie ?? "";
  if (method !== "GET" || !encoding || cookie.includes(DRAFT)) return undefined;
  if (Object.keys(headers).some((name) => PARTIAL.test(name))) return undefined;
  return [encoding, CURRENCY.exec(cookie)?.[1], headers["accept-language"], headers.host, url].join("\n");
}

/** Whoever made it allows others to keep it, and it is whole. */
const mayBeKept = (response, body) =>
  (typeof body === "string" || Buffer.isBuffer(body)) &&
  !response.headersSent &&
  response.statusCode === 200 &&
  /\bs-maxage=[1-9]/.test(String(response.getHeader("cache-control"))) &&
  String(response.getHeader("content-type")).startsWith("text/html") &&
  !response.hasHeader("set-cookie") &&
  !response.hasHeader("content-encoding");

function send(request, response, { headers, body }) {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const known = request.headers["if-none-match"]?.split(/,\s*/).includes(headers.etag);
  if (known) response.removeHeader("content-length");
  response.writeHead(known ? 304 : 200).end(known ? undefined : body);
}

/**
 * Makes bodies small. A page is mostly the same when it is made anew: from its second time on it is pressed as well as can be beside the
 * requests, one page at a time, and that is given from then on. Nobody waits for it.
 */
function createPress() {
  const known = new LRUCache({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ best }) => (best?.length ?? 0) + 100,
  });
  let busy = false;
  async function improve(key, body, press) {
    busy = true;
    const best = await press(body).catch(() => undefined);
    known.set(key, { best });
    busy = false;
  }
  return async (body, encoding) => {
    const key = `${encoding} ${createHash("sha256").update(body).digest("base64")}`;
    const page = known.get(key);
    if (page?.best) return page.best;
    if (!page) known.set(key, {});
    else if (BEST[encoding] && !busy) void improve(key, body, BEST[encoding]);
    return ENCODINGS[encoding](body);
  };
}

async function keepPressed(response, { body, encoding, press }) {
  const pressed = await press(body, encoding);
  response.appendHeader("vary", DEPENDS_ON);
  response.setHeader("content-encoding", encoding);
  response.setHeader("content-length", pressed.length);
  return { headers: response.getHeaders(), body: pressed };
}

/** Keeps the answer that is being made, if it may be kept, when it is handed over in one piece. */
function watch(response, { key, encoding, kept, press }) {
  const end = response.end.bind(response);
  response.end = (body, ...rest) => {
    response.end = end;
    if (!mayBeKept(response, body)) return end(body, ...rest);
    keepPressed(response, { body, encoding, press }).then(
      (answer) => {
        kept.set(key, answer);
        end(answer.body);
      },
      () => end(body),
    );
    return response;
  };
}

/**
 * Answers from memory what was answered a moment ago, and compresses all else on its way.
 * @param {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => unknown} make makes an answer
 * @param {{ now: () => number }} clock milliseconds
 */
export function keepAnswers(make, clock = performance) {
  const kept = new LRUCache({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ body }) => body.length,
    ttl: KEPT_MS,
    ttlResolution: 0,
    perf: clock,
  });
  const press = createPress();
  const compress = compression();
  return (request, response) => {
    const encoding = encodingOf(request);
    const key = keyOf(request, encoding);
    const known = key === undefined ? undefined : kept.get(key);
    if (known) return send(request, response, known);
    return compress(request, response, () => {
      if (key !== undefined) watch(response, { key, encoding, kept, press });
      make(request, response);
    });
  };
}
