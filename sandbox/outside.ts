/** What every part of the outside world is given, and what it hands back to the one HTTP server. Types only. */

/** One HTTP request, its body read whole. `path` is the path below the mount's prefix. */
export interface SandboxRequest {
  method: string;
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  rawBody: Buffer;
  /** The body as JSON; undefined when it is none. */
  json(): unknown;
  /** The body as application/x-www-form-urlencoded. */
  form(): URLSearchParams;
  /** An injected fault the mount itself must act out: scenario digits such as `0008`, or one of its `ownFaults`. */
  fault?: InjectedFault;
}

export interface InjectedFault {
  scenario: string;
  delayMs: number;
}

/** How the connection is ended: `whole` as usual, `drop` with no byte sent, `cut` in the middle of the body. */
export type Ending = "whole" | "drop" | "cut";

export interface SandboxReply {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
  html?: string;
  redirect?: string;
  ending?: Ending;
  /** Milliseconds to wait before answering (already scaled). */
  delayMs?: number;
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Segments with a leading colon are parameters: `/operators/:operatorId`. */
  path: string;
  handle(request: SandboxRequest): SandboxReply | Promise<SandboxReply>;
}

export interface Mount {
  /** Name used by the fault matcher and in the log: `reloadly`, `stripe`, `mail`, `fx`. */
  provider: string;
  prefix: string;
  routes: Route[];
  /** Faults that the mount acts out itself instead of the server; digits are always the mount's own. */
  ownFaults?: string[];
  /** Country code that this format leaves off numbers, so that a fault that names one in E.164 still finds it. */
  callingCode?: string;
  /** Number and product a request is about where neither address nor body tells: fault matchers look there too. */
  about?(request: SandboxRequest): string;
  /** Answer to a path below the prefix that no route takes. */
  notFound?(request: SandboxRequest): SandboxReply;
}

/** Rows kept in memory and in an append-only file, so that they survive a restart of the sandbox. */
export interface Collection<Row extends { id: string }> {
  get(id: string): Row | undefined;
  all(): Row[];
  /** Inserts or replaces the row under its id, in memory at once and in the file in order. */
  put(row: Row): Row;
  remove(id: string): void;
  readonly size: number;
}

export interface Credit {
  id: string;
  provider: string;
  /** Our reference as the provider received it; null where its format takes none. */
  reference: string | null;
  providerReference: string;
  /** E.164 digits with a leading plus, or the account or e-mail that was credited. */
  number: string;
  product: string;
  amount: { minor: number; currency: string };
  cost: { micros: number; currency: string };
  state: "credited" | "reversed";
  at: string;
}

/** The independent witness behind `GET /__sandbox/ledger`. */
export interface Witness {
  credit(credit: Omit<Credit, "id" | "state" | "at">): Credit;
  reverse(creditId: string): void;
}

export interface Outside {
  /** Now in milliseconds since the epoch. */
  now(): number;
  /** Divides a duration in milliseconds by TIME_SCALE. */
  scaled(milliseconds: number): number;
  /** Runs later (already scaled); what is still due after a restart is the caller's own row to look at. */
  later(milliseconds: number, task: () => void | Promise<void>): void;
  collection<Row extends { id: string }>(name: string): Collection<Row>;
  /** The last four digits of a number name its scenario; undefined means delivered after a realistic wait. */
  scenarioOf(number: string): string | undefined;
  witness: Witness;
  /** URL a webhook of this provider goes to (set through POST /__sandbox/callbacks or the settings). */
  callbackUrl(provider: string): string | undefined;
  /** Sends one webhook, repeats it with backoff until a 2xx answer, obeys webhook faults. */
  deliverWebhook(webhook: {
    provider: string;
    id: string;
    /** Number it is about, where there is one, so that faults and scenarios can match. */
    number?: string;
    /** What it tells, such as `charge.captured`; the `path` of a webhook fault is compared with it. */
    topic?: string;
    body: string;
    /** Address the purchase itself named; without one it goes to the provider's callback. */
    url?: string;
    /** Called once when it was answered with 2xx. Who asks for it keeps its webhooks itself across a restart. */
    delivered?(): void;
  }): void;
  /** How a provider signs: asked before every try, for signatures grow old. */
  signWebhooks(provider: string, sign: (body: string) => Record<string, string>): void;
  /** Runs after `POST /__sandbox/reset` emptied every collection: rebuild indexes and starting rows here. */
  onReset(task: () => void): void;
  /** Hands written rows to the operating system; the server does so before each HTTP reply by itself. */
  flush(): void;
  settings: {
    port: number;
    dataDir: string;
    timeScale: number;
    /** Settings of the single parts by name: secrets, starting floats. */
    value(name: string): string | undefined;
  };
}

export type CreateMounts = (outside: Outside) => Mount[];
