import { createHash } from "node:crypto";
import type { Collection, Route, SandboxReply, SandboxRequest } from "../outside";
import { expandObject } from "./expand-object";
import type { Books } from "./open-books";
import { ParamReader, parseForm } from "./read-params";
import type { StripeObject } from "./render-objects";
import { StripeError } from "./stripe-error";

export interface ApiCall {
  params: ParamReader;
  /** The id in the path, or an empty string. */
  id: string;
}

export interface Endpoint {
  method: "GET" | "POST";
  path: string;
  run(call: ApiCall): StripeObject;
}

interface KeyRow {
  /** The idempotency key. */
  id: string;
  hash: string;
  status: number;
  body: string;
  requestId: string;
  at: number;
}

const KEPT_MS = 24 * 3_600_000;
const LONGEST_KEY = 255;
const DEFAULT_BUSY_MS = 2_000;

/** Wraps endpoints in what every API call passes: the secret key, idempotency keys, expansion, errors. */
export function createGuard(books: Books): (endpoint: Endpoint) => Route {
  const { outside } = books;
  const keys: Collection<KeyRow> = outside.collection("stripe-keys");
  const running = new Set<string>();
  const secret = outside.settings.value("STRIPE_SECRET_KEY") ?? "";
  forgetOldKeys(keys, outside.now() - outside.scaled(KEPT_MS));

  return (endpoint) => ({
    method: endpoint.method,
    path: endpoint.path,
    handle: (request) => {
      const requestId = books.newId("req", 14);
      const refused = checkSecret(request, secret);
      if (refused) return errorReply(refused, requestId);
      const key = endpoint.method === "POST" ? request.headers["idempotency-key"] : undefined;
      if (key === undefined) return finish(runOnce(endpoint, request, { requestId, key: null }), request);
      return withKey(endpoint, request, { requestId, key });
    },
  });

  function withKey(
    endpoint: Endpoint,
    request: SandboxRequest,
    cause: { requestId: string; key: string },
  ): SandboxReply | Promise<SandboxReply> {
    const { key, requestId } = cause;
    if (key.length > LONGEST_KEY || key === "") {
      return errorReply(new StripeError("Idempotency keys must have 1 to 255 characters."), requestId);
    }
    if (running.has(key)) return errorReply(keyInUse(key), requestId);
    const hash = createHash("sha256")
      .update(`${request.method} ${request.path}\n`)
      .update(request.rawBody)
      .digest("base64");
    const known = keys.get(key);
    if (known && known.at > outside.now() - outside.scaled(KEPT_MS)) {
      return known.hash === hash ? replay(known, requestId) : errorReply(otherParameters(key), requestId);
    }
    const execute = (): SandboxReply => {
      const result = runOnce(endpoint, request, cause);
      if (result.stored) {
        const { status, body } = result;
        keys.put({ id: key, hash, status, body, requestId, at: outside.now() });
      }
      return finish(result, request);
    };
    if (request.fault?.scenario !== "busy") return execute();
    running.add(key);
    return new Promise((resolve) => {
      outside.later(request.fault?.delayMs || DEFAULT_BUSY_MS, () => {
        running.delete(key);
        resolve(execute());
      });
    });
  }

  function runOnce(
    endpoint: Endpoint,
    request: SandboxRequest,
    cause: { requestId: string; key: string | null },
  ): ApiResult {
    const { requestId } = cause;
    books.cause = { requestId, idempotencyKey: cause.key };
    try {
      if (request.fault?.scenario === "error-stored") throw internalError();
      const params = new ParamReader(parseForm(request.method === "GET" ? request.query : request.form()));
      const object = endpoint.run({ params, id: request.params["id"] ?? "" });
      if (request.fault?.scenario === "error-after-stored") throw internalError();
      const expanded = expandObject(books, object, params.texts("expand"));
      return { status: 200, body: JSON.stringify(expanded), requestId, stored: true };
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      const stored = error.fields.stored ?? true;
      return { status: error.status, body: JSON.stringify(error.body()), requestId, stored };
    } finally {
      books.cause = { requestId: null, idempotencyKey: null };
    }
  }
}

interface ApiResult {
  status: number;
  body: string;
  requestId: string;
  stored: boolean;
}

function finish(result: ApiResult, request: SandboxRequest): SandboxReply {
  const key = request.headers["idempotency-key"];
  return {
    status: result.status,
    text: result.body,
    headers: { ...headersOf(result.requestId), ...(key && { "idempotency-key": key }) },
  };
}

function replay(row: KeyRow, requestId: string): SandboxReply {
  return {
    status: row.status,
    text: row.body,
    headers: {
      ...headersOf(requestId),
      "idempotency-key": row.id,
      "idempotent-replayed": "true",
      "original-request": row.requestId,
    },
  };
}

export function errorReply(error: StripeError, requestId: string): SandboxReply {
  return { status: error.status, text: JSON.stringify(error.body()), headers: headersOf(requestId) };
}

function headersOf(requestId: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "request-id": requestId,
    "cache-control": "no-cache, no-store",
  };
}

/** Takes the key as Bearer token or as user name of Basic. */
function checkSecret(request: SandboxRequest, secret: string): StripeError | undefined {
  const [scheme = "", credentials = ""] = (request.headers["authorization"] ?? "").split(" ");
  const given =
    scheme.toLowerCase() === "basic"
      ? (Buffer.from(credentials, "base64").toString("utf8").split(":")[0] ?? "")
      : credentials;
  if (given === secret) return undefined;
  const message =
    given === ""
      ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth."
      : `Invalid API Key provided: ${given.slice(0, 7)}****${given.slice(-4)}`;
  return new StripeError(message, { status: 401, stored: false });
}

function internalError(): StripeError {
  return new StripeError("An unknown error occurred", { status: 500, type: "api_error" });
}

function keyInUse(key: string): StripeError {
  return new StripeError(
    `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    { status: 409, type: "idempotency_error", code: "idempotency_key_in_use" },
  );
}

function otherParameters(key: string): StripeError {
  return new StripeError(
    `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    { status: 400, type: "idempotency_error" },
  );
}

function forgetOldKeys(keys: Collection<KeyRow>, before: number): void {
  for (const row of keys.all()) if (row.at <= before) keys.remove(row.id);
}
