import { parse } from "lossless-json";
import type { DoubtReason } from "./spec";

export interface SendRequest {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: unknown;
  /** Whole call, body included, in milliseconds of this machine. */
  timeoutMs: number;
  /** Reads are repeated after a passing failure; a purchase never is. */
  purpose: "read" | "purchase";
}

export interface Answer {
  kind: "answered";
  status: number;
  /** Undefined when the body is no JSON. Numbers are kept as the strings they were written as. */
  json: unknown;
  text: string;
}

export type SendVerdict =
  | Answer
  /** Proven: not a byte of it left. */
  | { kind: "not-sent"; detail: string }
  | { kind: "in-doubt"; why: DoubtReason; detail: string };

const LARGEST_BODY = 32 * 1024 * 1024;
const READ_TRIES = 3;
const PAUSE_MS = 200;

/** Failures before a connection stood: name not found, refused, TLS not agreed. */
const NEVER_LEFT = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  if ("cause" in error && error.cause) return codeOf(error.cause) || nameOf(error);
  return "code" in error && typeof error.code === "string" ? error.code : nameOf(error);
}

const nameOf = (error: object): string =>
  "name" in error && typeof error.name === "string" ? error.name : "";

function verdictOf(error: unknown): SendVerdict {
  const code = codeOf(error);
  if (NEVER_LEFT.has(code)) return { kind: "not-sent", detail: code };
  const timedOut = code === "TimeoutError" || code === "AbortError" || code.endsWith("_TIMEOUT");
  return { kind: "in-doubt", why: timedOut ? "timeout" : "reset", detail: code || "connection failed" };
}

function readJson(text: string): unknown {
  try {
    return parse(text, undefined, (number) => number);
  } catch {
    return undefined;
  }
}

async function readBody(response: Response): Promise<string> {
  const declared = Number(response.headers.get("content-length") ?? 0);
  if (declared > LARGEST_BODY) throw Object.assign(new Error("too large"), { code: "BODY_TOO_LARGE" });
  const text = await response.text();
  if (text.length > LARGEST_BODY) throw Object.assign(new Error("too large"), { code: "BODY_TOO_LARGE" });
  return text;
}

async function sendOnce(fetcher: typeof fetch, request: SendRequest): Promise<SendVerdict> {
  try {
    const response = await fetcher(request.url, {
      method: request.method,
      headers:
        request.body === undefined
          ? request.headers
          : { "content-type": "application/json", ...request.headers },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: AbortSignal.timeout(request.timeoutMs),
      redirect: "manual",
    });
    const text = await readBody(response);
    return { kind: "answered", status: response.status, json: readJson(text), text };
  } catch (error) {
    return verdictOf(error);
  }
}

function mayPass(verdict: SendVerdict): boolean {
  if (verdict.kind !== "answered") return true;
  return verdict.status === 408 || verdict.status === 429 || verdict.status >= 500;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The one HTTP client of all providers. It never throws and never repeats a purchase. */
export async function send(fetcher: typeof fetch, request: SendRequest): Promise<SendVerdict> {
  let verdict = await sendOnce(fetcher, request);
  for (let run = 1; request.purpose === "read" && run < READ_TRIES && mayPass(verdict); run += 1) {
    await pause(PAUSE_MS * run);
    verdict = await sendOnce(fetcher, request);
  }
  return verdict;
}
