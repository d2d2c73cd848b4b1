import { openTestSandbox, type TestSandbox } from "../open-test-sandbox";
import type { SandboxOverrides } from "../settings";
import type { Credit } from "../outside";

export type Fields = Record<string, unknown>;

export interface Answer {
  status: number;
  text: string;
  body: Fields;
}

export interface A1TopupServer {
  sandbox: TestSandbox;
  recharge(fields?: Fields): Promise<Answer>;
  credits(): Promise<Omit<Credit, "id">[]>;
  portal(): Promise<string>;
}

export const KEY = "sandbox-a1topup-key";

/** A sandbox of its own, a thousand times faster than life, and the one call of A1Topup: ₹100 to a Jio number unless told otherwise. */
export async function serveForTests(overrides: SandboxOverrides = {}): Promise<A1TopupServer> {
  const sandbox = await openTestSandbox({ timeScale: 1000, ...overrides });
  return {
    sandbox,
    async recharge(fields = {}) {
      const whole = { api_key: KEY, mobile: "9000012345", operator: "JIO", amount: 100, ...fields };
      const response = await sandbox.post("/a1topup/api/v1/recharge", whole);
      const text = await response.text();
      const body = text.startsWith("{") ? (JSON.parse(text) as Fields) : {};
      return { status: response.status, text, body };
    },
    async credits() {
      const ledger = await fetch(`${sandbox.url}/__sandbox/ledger`);
      return ((await ledger.json()) as { credits: Omit<Credit, "id">[] }).credits;
    },
    portal: async () => (await fetch(`${sandbox.url}/a1topup/portal`)).text(),
  };
}

/** `1003 Invalid mobile number`, or the status of a success. */
export const saidBy = ({ body }: Answer): string =>
  body["status"] === "error"
    ? `${String(body["error_code"])} ${String(body["message"])}`
    : String(body["status"]);
