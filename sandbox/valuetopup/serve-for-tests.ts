import { openTestSandbox, type TestSandbox } from "../open-test-sandbox";
import type { Credit } from "../outside";
import type { SandboxOverrides } from "../settings";

export interface Envelope {
  status: number;
  responseCode: string;
  responseMessage: string | null;
  payLoad: unknown;
  next_cursor?: number;
  next?: number;
}

export interface ValueTopupServer {
  sandbox: TestSandbox;
  /** Undefined codes mean that the body was no envelope. */
  get(path: string, headers?: Record<string, string>): Promise<Envelope>;
  post(path: string, body: unknown): Promise<Envelope>;
  credits(): Promise<Credit[]>;
}

const AUTHORIZATION = `Basic ${Buffer.from("sandbox-user:sandbox-valuetopup").toString("base64")}`;

/** The whole sandbox, with ValueTopup's calls at hand; a thousand times faster than life. */
export async function serveForTests(overrides: SandboxOverrides = {}): Promise<ValueTopupServer> {
  const sandbox = await openTestSandbox({ timeScale: 1000, ...overrides });
  const ask = async (path: string, init: RequestInit): Promise<Envelope> => {
    const answer = await fetch(`${sandbox.url}/valuetopup/api/v2${path}`, init);
    const text = await answer.text();
    const body = text.startsWith("{") ? (JSON.parse(text) as Omit<Envelope, "status">) : undefined;
    return { responseCode: "", responseMessage: null, payLoad: undefined, ...body, status: answer.status };
  };
  return {
    sandbox,
    get: (path, headers = {}) => ask(path, { headers: { authorization: AUTHORIZATION, ...headers } }),
    post: (path, body) =>
      ask(path, {
        method: "POST",
        headers: { authorization: AUTHORIZATION, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    credits: async () => {
      const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
      return ((await answer.json()) as { credits: Credit[] }).credits;
    },
  };
}
