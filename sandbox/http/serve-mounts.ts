import http from "node:http";
import type { SandboxReply } from "../outside";
import type { Answer } from "./create-answer";
import { sendReply } from "./send-reply";

const BODY_LIMIT = 1_048_576;

/** One keep-alive HTTP server in front of the mounts. */
export function serveMounts(answer: Answer): http.Server {
  const server = http.createServer({ keepAlive: true, noDelay: true }, (incoming, outgoing) => {
    readBody(incoming)
      .then(async (rawBody) => {
        const reply = await replyTo(incoming, rawBody);
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

  async function replyTo(incoming: http.IncomingMessage, rawBody: Buffer | undefined): Promise<SandboxReply> {
    if (rawBody === undefined) return { status: 413, json: { error: "The request body is too large" } };
    const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host ?? "127.0.0.1"}`);
    return answer({ method: incoming.method ?? "GET", url, headers: headersOf(incoming), rawBody });
  }
  return server;
}

const headersOf = (incoming: http.IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );

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
