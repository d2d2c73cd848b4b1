import type { Callback } from "../create-webhook-sender";
import { type FaultBook, REQUEST_FAULTS, WEBHOOK_FAULTS } from "../open-fault-book";
import type { Collection, Mount, SandboxReply, SandboxRequest } from "../outside";
import { SCENARIOS } from "../scenarios";
import { type LedgerSources, readLedger } from "./read-ledger";
import { readFault } from "./read-fault";
import { renderIndex, renderScenarios } from "./render-index";

interface ControlInput {
  faults: FaultBook;
  callbacks: Collection<Callback>;
  ledger: LedgerSources;
  /** Empties everything but callbacks. */
  reset(): void;
  now(): number;
  timeScale: number;
  /** The mounts beside this one, for the index page. */
  mounts: Mount[];
  smtpPort(): number;
}

/** The sandbox's own routes: index, health, scenarios, ledger, faults, callbacks, reset. */
export function createControlMount(input: ControlInput): Mount {
  const { faults } = input;
  return {
    provider: "sandbox",
    prefix: "",
    routes: [
      {
        method: "GET",
        path: "/",
        handle: () => ({ html: renderIndex(input.mounts, input.smtpPort()) }),
      },
      { method: "GET", path: "/__sandbox/health", handle: () => health(input) },
      { method: "GET", path: "/__sandbox/scenarios", handle: scenarios },
      {
        method: "GET",
        path: "/__sandbox/ledger",
        handle: ({ query }) => orComplain(() => ({ json: readLedger(input.ledger, query) })),
      },
      { method: "GET", path: "/__sandbox/faults", handle: () => ({ json: { faults: faults.list() } }) },
      {
        method: "POST",
        path: "/__sandbox/faults",
        handle: (request) => orComplain(() => ({ status: 201, json: faults.add(readFault(request.json())) })),
      },
      {
        method: "DELETE",
        path: "/__sandbox/faults",
        handle: () => {
          faults.clear();
          return { json: { faults: [] } };
        },
      },
      { method: "GET", path: "/__sandbox/callbacks", handle: () => callbacksReply(input.callbacks) },
      {
        method: "POST",
        path: "/__sandbox/callbacks",
        handle: (request) => orComplain(() => setCallbacks(input.callbacks, request.json())),
      },
      {
        method: "POST",
        path: "/__sandbox/reset",
        handle: () => {
          input.reset();
          return { json: { reset: true } };
        },
      },
    ],
  };
}

function health(input: ControlInput): SandboxReply {
  return {
    json: {
      ok: true,
      at: new Date(input.now()).toISOString(),
      timeScale: input.timeScale,
      smtpPort: input.smtpPort(),
    },
  };
}

function scenarios(request: SandboxRequest): SandboxReply {
  if (request.headers["accept"]?.includes("text/html")) return { html: renderScenarios() };
  return { json: { scenarios: SCENARIOS, faults: { ...REQUEST_FAULTS, ...WEBHOOK_FAULTS } } };
}

/** Takes `{ stripe: url, reloadly: { url, events: [...] }, telecom: null }`; null removes one. */
function setCallbacks(callbacks: Collection<Callback>, body: unknown): SandboxReply {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Error(
      'The body must be an object such as {"stripe": "http://127.0.0.1:3000/api/webhooks/stripe"}',
    );
  }
  const wanted = Object.entries(body).map(([provider, value]) => ({ provider, value: readCallback(value) }));
  for (const { provider, value } of wanted) {
    if (value === null) callbacks.remove(provider);
    else callbacks.put({ id: provider, ...value });
  }
  return callbacksReply(callbacks);
}

function readCallback(value: unknown): { url: string; events: string[] | null } | null {
  if (value === null) return null;
  const { url, events }: { url?: unknown; events?: unknown } =
    typeof value === "object" ? value : { url: value };
  if (typeof url !== "string" || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error("A callback must be an http or https URL, or null");
  }
  return { url, events: Array.isArray(events) ? events.map(String) : null };
}

function callbacksReply(callbacks: Collection<Callback>): SandboxReply {
  return {
    json: Object.fromEntries(
      callbacks.all().map(({ id, url, events }) => [id, events ? { url, events } : url]),
    ),
  };
}

function orComplain(answer: () => SandboxReply): SandboxReply {
  try {
    return answer();
  } catch (error) {
    return { status: 400, json: { error: error instanceof Error ? error.message : String(error) } };
  }
}
