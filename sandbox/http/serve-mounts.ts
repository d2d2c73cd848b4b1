import http from "node:http";
import type { Mount, SandboxReply, SandboxRequest } from "../outside";
import type { FaultBook } from "../open-fault-book";
import { createRouter } from "./create-router";
import { sendReply } from "./send-reply";

const BODY_LIMIT = 1_048_576;

interface ServeInput {
  mounts: Mount[];
  faults: FaultBook;
  /** Called before each reply leaves. */
  flush(): void;
}

/** One keep-alive HTTP server over all mounts, with injected faults acted out around each handler. */
export function serveMounts({ mounts, faults, flush }: ServeInput): http.Server {
  const route = createRouter(mounts);
  const server = http.createServer({ keepAlive: true, noDelay: true }, (incoming, outgoing) => {
    const host = incoming.headers.host ?? "127.0.0.1";
    readBody(incoming)
      .then(async (rawBody) => {
        const url = new URL(incoming.url ?? "/", `http://${host}`);
        const reply =
          rawBody === undefined
            ? { status: 413, json: { error: "The request body is too large" } }
            : await answer(incoming, url, rawBody);
        flush();
        if (reply.delayMs) await wait(reply.delayMs);
        sendReply(outgoing, reply, incoming.method === "HEAD");
      })
      .catch((error: unknown) => {
        process.stderr.write(`sandbox: ${incoming.method} ${incoming.url}: ${describe(error)}\n`);
        if (outgoing.headersSent) outgoing.destroy();
        else sendReply(outgoing, { status: 500, json: { error: "The sandbox itself failed" } }, false);
      });
  });
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;

  async function answer(incoming: http.IncomingMessage, url: URL, rawBody: Buffer): Promise<SandboxReply> {
    const method = incoming.method === "HEAD" ? "GET" : (incoming.method ?? "GET");
    const match = route(method, url.pathname);
    if (!match) return { status: 404, json: { error: `Nothing lives at ${url.pathname}` } };
    const request = createRequest(incoming, { url, rawBody, path: match.path, params: match.params, method });
    const handle = (): SandboxReply | Promise<SandboxReply> =>
      match.route
        ? match.route.handle(request)
        : (match.mount.notFound?.(request) ?? {
            status: 404,
            json: { error: `Nothing lives at ${method} ${url.pathname}` },
          });
    return match.mount.provider === "sandbox" ? handle() : faults.around(match.mount, request, handle);
  }
  return server;
}

function createRequest(
  incoming: http.IncomingMessage,
  parts: { url: URL; rawBody: Buffer; path: string; params: Record<string, string>; method: string },
): SandboxRequest {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return {
    method: parts.method,
    path: parts.path,
    params: parts.params,
    query: parts.url.searchParams,
    headers,
    rawBody: parts.rawBody,
    json: () => parseJson(parts.rawBody),
    form: () => new URLSearchParams(parts.rawBody.toString("utf8")),
  };
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Undefined when the body is larger than the limit. */
function readBody(incoming: http.IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
    });
    incoming.on("end", () => resolve(size > BODY_LIMIT ? undefined : Buffer.concat(chunks)));
    incoming.on("error", reject);
  });
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
