import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestSandbox, type TestSandbox } from "../open-test-sandbox";
import type { Credit } from "../outside";

export type Body = Record<string, unknown>;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

export interface TelecomServer {
  sandbox: TestSandbox;
  get(path: string, token?: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  credits(): Promise<Credit[]>;
  fault(scenario: string, path: string): Promise<void>;
  /** The same world as it would be after a kill at this moment. */
  afterKill(): Promise<TelecomServer>;
  close(): Promise<void>;
}

/** A sandbox of its own, a thousand times faster than life; top-ups are answered at once unless told otherwise. */
export async function serveForTests(
  options: { values?: Record<string, string>; dataDir?: string; timeScale?: number } = {},
): Promise<TelecomServer> {
  const values = { TELECOM_WAIT_MS: "0", ...options.values };
  const timeScale = options.timeScale ?? 1000;
  const { dataDir } = options;
  const sandbox = await openTestSandbox({ timeScale, values, ...(dataDir ? { dataDir } : {}) });
  const ask = async (path: string, init: RequestInit, token = "sandbox-telecom-token"): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${sandbox.url}/telecom${path}`, { ...init, headers });
    const text = await response.text();
    const body = (text.startsWith("{") ? JSON.parse(text) : {}) as Body;
    return { status: response.status, headers: response.headers, text, body };
  };
  return {
    sandbox,
    get: (path, token) => ask(path, {}, token),
    post: (path, body) => ask(path, { method: "POST", body: JSON.stringify(body) }),
    async credits() {
      const ledger = await fetch(`${sandbox.url}/__sandbox/ledger`);
      return ((await ledger.json()) as { credits: Credit[] }).credits;
    },
    async fault(scenario, path) {
      await sandbox.post("/__sandbox/faults", { match: { provider: "telecom", path }, scenario, times: 1 });
    },
    async afterKill() {
      const copy = mkdtempSync(join(tmpdir(), "telecom-"));
      cpSync(sandbox.dataDir, copy, { recursive: true });
      return serveForTests({ ...options, dataDir: copy });
    },
    async close() {
      await sandbox.close();
      rmSync(sandbox.dataDir, { recursive: true, force: true });
    },
  };
}

/** Ten dollars for a number with MTN Nigeria; the id follows from the number. */
export function orderTo(phone: string, other: Body = {}): Body {
  return {
    phone,
    product_id: "mtn_ng_topup",
    external_tx_id: `id-${phone}`,
    amount: 10,
    currency: "USD",
    ...other,
  };
}

export function codeOf({ status, body }: Answer): string {
  return `${status} ${String((body["error"] as Body | undefined)?.["code"])}`;
}

/** Asks again until it is so; the test's own time-out ends what never comes. */
export async function until<T>(ask: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (done(value)) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The transaction once its status is `wanted`. */
export async function untilStatus(server: TelecomServer, id: unknown, wanted: string): Promise<Body> {
  const path = `/telecom/topup/${String(id)}`;
  return until(
    async () => (await server.get(path)).body,
    (body) => body["status"] === wanted,
  );
}
