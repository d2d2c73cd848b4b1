import { parse } from "lossless-json";
import { machineTime } from "@/lib/core/machine-time";
import type { Fetcher, SendRequest, SendVerdict } from "./fetcher";

export type { Answer, SendRequest, SendVerdict } from "./fetcher";

const MEBIBYTE = 1024 * 1024;
const LARGEST_BODY = { read: 32 * MEBIBYTE, lookup: MEBIBYTE, purchase: MEBIBYTE };
const READ_TRIES = 3;
const PAUSE_MS = 200;
const TOO_LARGE = "BODY_TOO_LARGE";

/** System calls that come before the first byte: the name was not found or the connection never stood. */
const BEFORE_CONNECTED = new Set(["connect", "getaddrinfo"]);
/** The same without a system call: no connection in time, no address, TLS not agreed. */
const NEVER_LEFT = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_INVALID_URL",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

interface Trouble {
  code: string;
  syscall: string;
}

const textOf = (error: object, key: string): string => {
  const value: unknown = Object.getOwnPropertyDescriptor(error, key)?.value;
  return typeof value === "string" ? value : "";
};

/** What lies at the bottom of an error: fetch wraps the socket's own. */
function troubleOf(error: unknown): Trouble {
  if (typeof error !== "object" || error === null) return { code: "", syscall: "" };
  if ("cause" in error && typeof error.cause === "object" && error.cause) return troubleOf(error.cause);
  const code = textOf(error, "code") || ("name" in error && typeof error.name === "string" ? error.name : "");
  return { code, syscall: textOf(error, "syscall") };
}

/** A code alone proves little: ECONNRESET or EHOSTUNREACH may come while reading an answer as well. */
function verdictOf(error: unknown): SendVerdict {
  const { code, syscall } = troubleOf(error);
  if (BEFORE_CONNECTED.has(syscall) || NEVER_LEFT.has(code)) return { kind: "not-sent", detail: code };
  if (code === TOO_LARGE) return { kind: "in-doubt", why: "unreadable", detail: "the answer is too large" };
  const timedOut = code === "TimeoutError" || code === "AbortError" || code.endsWith("TIMEOUT");
  return { kind: "in-doubt", why: timedOut ? "timeout" : "reset", detail: code || "connection failed" };
}

/** Also as they stand inside a JSON text. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .reduce((clean, secret) => (secret === "" ? clean : clean.replaceAll(secret, "[redacted]")), text);
}

function readJson(text: string): unknown {
  try {
    return parse(text, undefined, (number) => number);
  } catch {
    return undefined;
  }
}

/** Stops reading, and closes the connection, as soon as the limit is passed. */
async function readBody(response: Response, largest: number): Promise<string> {
  if (!response.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by an exception cancels the stream.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > largest) throw Object.assign(new Error("too large"), { code: TOO_LARGE });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const WAIT_HEADERS = ["retry-after", "x-ratelimit-reset", "ratelimit-reset"];
/** Larger values are a time of day, smaller ones seconds to wait. */
const LONGEST_WAIT_SECONDS = 86_400;

/** How long a 429 asks us to wait: seconds, or the Unix time when it ends. */
function waitOf(response: Response): { waitMs?: number } {
  if (response.status !== 429) return {};
  const text = WAIT_HEADERS.map((name) => response.headers.get(name)).find((value) => value);
  const seconds = /^\d{1,10}$/.test(text ?? "") ? Number(text) : undefined;
  if (seconds === undefined) return {};
  const waitMs = seconds <= LONGEST_WAIT_SECONDS ? seconds * 1000 : seconds * 1000 - Date.now();
  return waitMs > 0 && waitMs <= LONGEST_WAIT_SECONDS * 1000 ? { waitMs } : {};
}

/**
 * The body as a stream: fetch repeats a request by itself after a 421, unless its body can be read but once. With its length told, the
 * bytes on the wire are the same as of a text.
 */
function bodyOf(body: unknown): RequestInit & { duplex?: "half" } {
  if (body === undefined) return {};
  const bytes = Buffer.from(JSON.stringify(body));
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  return {
    body: stream,
    headers: { "content-type": "application/json", "content-length": String(bytes.byteLength) },
    duplex: "half",
  };
}

async function sendOnce(fetcher: Fetcher, request: SendRequest): Promise<SendVerdict> {
  const { headers, ...content } = bodyOf(request.body);
  try {
    const response = await fetcher(request.url, {
      ...content,
      method: request.method,
      headers: { ...(headers as Record<string, string>), ...request.headers },
      signal: machineTime().expiry(Math.max(1, Math.round(request.timeoutMs))),
      redirect: "manual",
      // With credentials a newer fetch wants to answer a 401 itself, and fails because the body is a stream.
      credentials: "omit",
    });
    const text = withoutSecrets(await readBody(response, LARGEST_BODY[request.purpose]), request.secrets);
    return { kind: "answered", status: response.status, json: readJson(text), text, ...waitOf(response) };
  } catch (error) {
    return verdictOf(error);
  }
}

async function sendNoted(fetcher: Fetcher, request: SendRequest): Promise<SendVerdict> {
  const started = machineTime().elapsed();
  const verdict = await sendOnce(fetcher, request);
  fetcher.note?.(request, verdict, machineTime().elapsed() - started);
  return verdict;
}

function mayPass(verdict: SendVerdict): boolean {
  if (verdict.kind !== "answered") return true;
  return verdict.status === 408 || verdict.status === 429 || verdict.status >= 500;
}

/**
 * The one HTTP client of all providers. It never throws, never repeats a purchase and never follows a redirect: a 3xx is an answer like
 * any other, and no success.
 */
export async function send(fetcher: Fetcher, request: SendRequest): Promise<SendVerdict> {
  let verdict = await sendNoted(fetcher, request);
  for (let run = 1; request.purpose === "read" && run < READ_TRIES && mayPass(verdict); run += 1) {
    await machineTime().pause(PAUSE_MS * run);
    verdict = await sendNoted(fetcher, request);
  }
  return verdict;
}
