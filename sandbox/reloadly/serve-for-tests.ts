import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOutside } from "../create-outside";
import { createTimers } from "../create-timers";
import { createWebhookSender, type Callback, type PendingWebhook } from "../create-webhook-sender";
import { createAnswer } from "../http/create-answer";
import { serveMounts } from "../http/serve-mounts";
import { openFaultBook, type Fault } from "../open-fault-book";
import { openStore } from "../open-store";
import type { Collection, Credit } from "../outside";
import { readSettings } from "../settings";
import { createReloadlyMounts } from "./index";

export interface Hook {
  status: string;
  /** The signature fits the body and the time. */
  genuine: boolean;
  transaction: Record<string, unknown> | null;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

export type Body = Record<string, unknown>;

export interface ReloadlyServer {
  dataDir: string;
  hooks: Hook[];
  credits(): Credit[];
  faults: ReturnType<typeof openFaultBook>;
  reset(): void;
  /** Without token. */
  raw(path: string, init?: RequestInit): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: Body): Promise<Answer>;
  close(): Promise<void>;
}

const WEBHOOK_SECRET = "hook-secret";

/** A whole Reloadly over HTTP on a free port, with a receiver of its webhooks; a thousand times faster than life. */
export async function serveForTests(
  options: { values?: Record<string, string>; dataDir?: string; timeScale?: number } = {},
): Promise<ReloadlyServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "reloadly-"));
  const values = { RELOADLY_WEBHOOK_SECRET: WEBHOOK_SECRET, ...options.values };
  const settings = readSettings({ port: 0, dataDir, timeScale: options.timeScale ?? 1000, values });
  const store = openStore(dataDir);
  let closed = false;
  const timers = createTimers(() => void (closed || store.flush()));
  const faults = openFaultBook(store.collection<Fault>("faults"));
  const callbacks = store.collection<Callback>("callbacks");
  const scaled = (milliseconds: number) => milliseconds / settings.timeScale;
  // Webhooks under way end after the store is closed, so theirs is kept in memory.
  const pending = keepInMemory<PendingWebhook>();
  const webhooks = createWebhookSender({ callbacks, pending, faults, scaled, later: timers.later });
  const resets: (() => void)[] = [];
  const receiver = await receiveHooks();
  callbacks.put({ id: "reloadly", url: receiver.url, events: null });
  const outside = createOutside({ settings, store, timers, webhooks, callbacks, resets });
  const mounts = createReloadlyMounts(outside);
  const server = serveMounts(createAnswer({ mounts, faults, flush: () => store.flush() }));
  const url = await listen(server);
  const raw = (path: string, init?: RequestInit) => fetchAnswer(url + path, init);
  const token = await raw("/reloadly/auth/oauth/token", tokenRequest(`${url}/reloadly/topups`));
  const authorization = `Bearer ${String(token.body["access_token"])}`;
  return {
    dataDir,
    hooks: receiver.hooks,
    credits: () => store.collection<Credit>("credits").all(),
    faults,
    reset() {
      timers.clear();
      store.clear(["callbacks"]);
      for (const task of resets) task();
    },
    raw,
    get: (path) => raw(`/reloadly/topups${path}`, { headers: { authorization } }),
    post: (path, body) =>
      raw(`/reloadly/topups${path}`, {
        method: "POST",
        headers: { authorization },
        body: JSON.stringify(body),
      }),
    async close() {
      closed = true;
      timers.clear();
      webhooks.close();
      await Promise.all([end(server), end(receiver.server)]);
      store.close();
    },
  };
}

function keepInMemory<Row extends { id: string }>(): Collection<Row> {
  const rows = new Map<string, Row>();
  return {
    get: (id) => rows.get(id),
    all: () => [...rows.values()],
    put: (row) => (rows.set(row.id, row), row),
    remove: (id) => void rows.delete(id),
    get size() {
      return rows.size;
    },
  };
}

/** Removes the data of servers that are closed. */
export function forget(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
}

export function tokenRequest(audience: string, other: Body = {}): RequestInit {
  const body = {
    client_id: "sandbox-client",
    client_secret: "sandbox-secret",
    grant_type: "client_credentials",
    audience,
  };
  return { method: "POST", body: JSON.stringify({ ...body, ...other }) };
}

async function fetchAnswer(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const body = (text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : {}) as Body;
  return { status: response.status, headers: response.headers, text, body };
}

async function receiveHooks(): Promise<{ url: string; hooks: Hook[]; server: http.Server }> {
  const hooks: Hook[] = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString("utf8")));
    request.on("end", () => {
      const timestamp = String(request.headers["x-reloadly-request-timestamp"]);
      const signature = createHmac("sha256", WEBHOOK_SECRET).update(`${body}:${timestamp}`).digest("hex");
      const { data } = JSON.parse(body) as { data: { status: string; transaction: Body | null } };
      hooks.push({ ...data, genuine: signature === request.headers["x-reloadly-signature"] });
      response.end("ok");
    });
  });
  return { url: await listen(server), hooks, server };
}

async function listen(server: http.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function end(server: http.Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** A top-up of ten dollars with MTN Nigeria; its identifier follows from the number. */
export function orderTo(number: string, other: Body = {}): Body {
  const recipientPhone = { countryCode: "NG", number };
  return { operatorId: 341, amount: 10, customIdentifier: `id-${number}`, recipientPhone, ...other };
}

export function codeOf(answer: Answer): string {
  return `${answer.status} ${String(answer.body["errorCode"])}`;
}

export async function reportOf(server: ReloadlyServer, identifier: string): Promise<Body[]> {
  const answer = await server.get(`/topups/reports/transactions?customIdentifier=${identifier}`);
  return answer.body["content"] as Body[];
}

/** Asks again until it is so; the test's own time-out ends what never comes. */
export async function until<T>(ask: () => Promise<T> | T, done: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (done(value)) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The status body once it says `wanted`. */
export function finalStatus(server: ReloadlyServer, id: unknown, wanted: string): Promise<Body> {
  return until(
    async () => (await server.get(`/topups/${String(id)}/status`)).body,
    (body) => body["status"] === wanted,
  );
}
