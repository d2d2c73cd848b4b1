import { randomUUID } from "node:crypto";
import type { Collection, Mount, SandboxReply, SandboxRequest } from "./outside";
import { machineClock, type SandboxClock } from "./sandbox-clock";

export interface FaultMatch {
  provider?: string;
  method?: string;
  /** Path below the mount's prefix, `*` standing for anything; for webhooks the topic. */
  path?: string;
  /** E.164; compared by its digits with the URL and the body. */
  number?: string;
  /** A product, SKU or operator id as the provider's format writes it. */
  product?: string;
}

export interface Fault {
  id: string;
  match: FaultMatch;
  scenario: string;
  /** 0 to 1: the share of matching requests that are hit, drawn from `seed`. */
  rate: number;
  /** How often it still strikes; null is for ever. */
  times: number | null;
  delayMs: number;
  seed: number;
  hits: number;
}

export type WebhookFault = "lose-webhook" | "repeat-webhook" | "delay-webhook";

/** Faults of any mount, acted out by the server around the handler. */
export const REQUEST_FAULTS: Record<string, string> = {
  "drop-before": "connection dropped, nothing done",
  "drop-after": "done, then the connection is dropped",
  "error-before": "HTTP 500, nothing done",
  "error-after": "done, then HTTP 500",
  "cut-after": "done, then the body is cut in the middle",
  slow: "done at once, answered after delayMs (default 2000)",
  late: "nothing for delayMs (default 2000), then done and answered",
  garbage: "nothing done, HTTP 200 with an HTML page",
  "garbage-after": "done, then HTTP 200 with an HTML page",
  throttle: "HTTP 429 with Retry-After, nothing done",
  down: "HTTP 503, nothing done",
};

export const WEBHOOK_FAULTS: Record<WebhookFault, string> = {
  "lose-webhook": "the webhook is never sent",
  "repeat-webhook": "the webhook is sent five times",
  "delay-webhook": "the webhook leaves delayMs late (default 2000)",
};

export interface FaultBook {
  add(fault: Omit<Fault, "id" | "hits">): Fault;
  list(): Fault[];
  clear(): void;
  around(
    mount: Mount,
    request: SandboxRequest,
    handle: () => SandboxReply | Promise<SandboxReply>,
  ): SandboxReply | Promise<SandboxReply>;
  takeWebhookFault(webhook: {
    provider: string;
    topic?: string;
    number?: string;
    body: string;
  }): { scenario: WebhookFault; delayMs: number } | undefined;
}

interface Subject {
  provider: string;
  method?: string;
  path: string;
  /** Left off the numbers in `text`. */
  callingCode?: string;
  text(): string;
}

const DEFAULT_DELAY_MS = 2_000;

/** Faults live in a collection, so that they survive a restart of the sandbox in the middle of a campaign. */
export function openFaultBook(rows: Collection<Fault>, clock: SandboxClock = machineClock): FaultBook {
  const take = (subject: Subject, accepts: (scenario: string) => boolean): Fault | undefined => {
    if (rows.size === 0) return undefined;
    for (const fault of rows.all()) {
      if (fault.times === 0 || !accepts(fault.scenario) || !matches(fault.match, subject)) continue;
      const struck = draw(fault.seed, fault.hits) < fault.rate;
      rows.put({
        ...fault,
        hits: fault.hits + 1,
        times: struck && fault.times !== null ? fault.times - 1 : fault.times,
      });
      if (struck) return fault;
    }
    return undefined;
  };

  return {
    add: (fault) => rows.put({ ...fault, id: randomUUID(), hits: 0 }),
    list: () => rows.all(),
    clear: () => rows.all().forEach((fault) => rows.remove(fault.id)),
    around(mount, request, handle) {
      const subject: Subject = {
        provider: mount.provider,
        method: request.method,
        path: request.path,
        callingCode: mount.callingCode,
        text: () =>
          `${request.path}?${request.query.toString()}\n${request.rawBody.toString("utf8")}\n${mount.about?.(request) ?? ""}`,
      };
      const fault = take(subject, (scenario) => !(scenario in WEBHOOK_FAULTS));
      if (!fault) return handle();
      const central = fault.scenario in REQUEST_FAULTS && !mount.ownFaults?.includes(fault.scenario);
      if (central) return actOut(fault, clock, handle);
      request.fault = { scenario: fault.scenario, delayMs: fault.delayMs };
      return handle();
    },
    takeWebhookFault(webhook) {
      const subject: Subject = {
        provider: webhook.provider,
        path: webhook.topic ?? "",
        text: () => `${webhook.number ?? ""}\n${webhook.body}`,
      };
      const fault = take(subject, (scenario) => scenario in WEBHOOK_FAULTS);
      if (!fault) return undefined;
      return {
        scenario: fault.scenario as WebhookFault,
        delayMs: fault.delayMs || DEFAULT_DELAY_MS,
      };
    },
  };
}

async function actOut(
  fault: Fault,
  clock: SandboxClock,
  handle: () => SandboxReply | Promise<SandboxReply>,
): Promise<SandboxReply> {
  const delayMs = fault.delayMs;
  switch (fault.scenario) {
    case "drop-before":
      return { ending: "drop", delayMs };
    case "error-before":
      return { ...failure(500, "Internal Server Error"), delayMs };
    case "down":
      return { ...failure(503, "Service Unavailable"), delayMs };
    case "throttle":
      return { ...failure(429, "Too Many Requests"), headers: { "retry-after": "1" }, delayMs };
    case "garbage":
      return { ...page(), delayMs };
    case "late":
      await new Promise<void>((resolve) => clock.after(delayMs || DEFAULT_DELAY_MS, resolve));
      return handle();
    case "slow":
      return { ...(await handle()), delayMs: delayMs || DEFAULT_DELAY_MS };
    case "drop-after":
      return { ...(await handle()), ending: "drop", delayMs };
    case "cut-after":
      return { ...(await handle()), ending: "cut", delayMs };
    case "garbage-after":
      await handle();
      return { ...page(), delayMs };
    default:
      await handle();
      return { ...failure(500, "Internal Server Error"), delayMs };
  }
}

function failure(status: number, message: string): SandboxReply {
  return { status, json: { error: message, message } };
}

function page(): SandboxReply {
  return { status: 200, html: "<!doctype html><title>Welcome</title><h1>It works!</h1>" };
}

function matches(match: FaultMatch, subject: Subject): boolean {
  if (match.provider !== undefined && match.provider !== subject.provider) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== subject.method) return false;
  if (match.path !== undefined && !pathPattern(match.path).test(subject.path)) return false;
  if (match.number !== undefined) {
    const digits = match.number.replace(/\D/g, "");
    const code = subject.callingCode && digits.startsWith(subject.callingCode) ? subject.callingCode : "";
    const written = code === "" ? digits : `(?:${code})?${digits.slice(code.length)}`;
    if (!new RegExp(`(?<!\\d)${written}(?!\\d)`).test(subject.text())) return false;
  }
  if (match.product !== undefined) {
    if (!new RegExp(`(?<!\\w)${escapePattern(match.product)}(?!\\w)`).test(subject.text())) return false;
  }
  return true;
}

const patterns = new Map<string, RegExp>();

function pathPattern(path: string): RegExp {
  const known = patterns.get(path);
  if (known) return known;
  const pattern = new RegExp(`^${path.split("*").map(escapePattern).join(".*")}$`);
  patterns.set(path, pattern);
  return pattern;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The n-th number of a seeded sequence in [0, 1): the same campaign strikes the same requests. */
function draw(seed: number, index: number): number {
  let state = (seed + Math.imul(index + 1, 0x9e3779b9)) | 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return ((state ^ (state >>> 16)) >>> 0) / 4_294_967_296;
}
