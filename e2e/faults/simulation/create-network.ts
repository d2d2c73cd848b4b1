import type { Answer } from "@/sandbox/http/create-answer";
import type { SandboxReply } from "@/sandbox/outside";
import type { Stage } from "./create-stage";
import type { Timeline } from "./create-timeline";

/** What becomes of one call on its way. Each is over in virtual time. */
export type NetworkFault =
  /** It never arrives; the caller waits until its own deadline. */
  | { kind: "lose-request" }
  /** It arrives and is answered; the answer never comes. */
  | { kind: "lose-answer" }
  /** It is given up by the caller, and arrives so much later all the same. */
  | { kind: "arrive-late"; afterMs: number }
  /** The answer takes so long; the caller may have given up by then. */
  | { kind: "answer-late"; afterMs: number }
  /** The connection is reset before or after the other side has worked. */
  | { kind: "reset"; worked: boolean }
  /** Half of the answer's body comes. */
  | { kind: "cut" }
  /** Something between answers with a page of its own. */
  | { kind: "page"; status: number; worked: boolean }
  /** No connection comes about: not a byte has left. */
  | { kind: "refuse" }
  /** It arrives twice. */
  | { kind: "double" }
  /** The caller is killed while it waits. */
  | { kind: "die"; worked: boolean }
  /** It never arrives, and somebody answers in the other side's name. */
  | { kind: "answer"; status: number; json: unknown }
  /** What the other side says is changed on its way. */
  | { kind: "rewrite"; change: (text: string) => string };

/** One call out of the shop. */
export interface Call {
  /** `stripe` or the provider's name. */
  to: string;
  method: string;
  /** With its query. */
  path: string;
  body: string;
  /** Whether it may buy something, or tells Stripe to do something. */
  effect: boolean;
}

export interface Network {
  fetch: typeof fetch;
  /** A signal that ends calls in virtual time. */
  expiry(milliseconds: number): AbortSignal;
  /** Calls that were made while a transaction was open: there must be none. */
  heldConnections: string[];
}

interface Means {
  answer: Answer;
  timeline: Timeline;
  stage: Stage;
  /** Asked before each call. */
  faultFor(call: Call): NetworkFault | undefined;
}

/** Without a deadline of its own a call to Stripe has this. */
const STRIPE_DEADLINE_MS = 20_000;
const PAGE = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>";

/** Calls that change something on the other side, by their method and the end of their path. */
const EFFECTS = [
  /^POST \/reloadly\/topups\/topups(-async)?$/,
  /^POST \/telecom\/telecom\/topup$/,
  /^POST \/bitrefill\/invoices\/[^/]+\/pay$/,
  /^POST \/valuetopup\/api\/v2\/transaction\//,
  /^POST \/a1topup\/api\/v1\/recharge$/,
  /^POST \/v1\/(payment_intents|refunds|checkout)/,
];

const timedOut = (): Error => new DOMException("The operation was aborted due to timeout", "TimeoutError");
const brokenBy = (code: string, syscall: string): Error =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error(`${syscall} ${code}`), { code, syscall }),
  });

async function bodyOf(init: RequestInit | undefined): Promise<string> {
  return init?.body == null ? "" : new Response(init.body).text();
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  new Headers(init?.headers).forEach((value, name) => (headers[name] = value));
  return headers;
}

function textOf(reply: SandboxReply): string {
  if (reply.json !== undefined) return JSON.stringify(reply.json);
  return reply.html ?? reply.text ?? "";
}

/** A body that breaks off in the middle. */
function half(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(text.slice(0, Math.floor(text.length / 2))));
      controller.error(brokenBy("ECONNRESET", "read"));
    },
  });
}

function responseOf(reply: SandboxReply): Response {
  if (reply.ending === "drop") throw brokenBy("ECONNRESET", "read");
  const text = textOf(reply);
  const status = reply.status ?? (reply.redirect === undefined ? 200 : 303);
  const headers = {
    "content-type": reply.html === undefined ? "application/json" : "text/html",
    ...reply.headers,
    ...(reply.redirect === undefined ? {} : { location: reply.redirect }),
  };
  return new Response(reply.ending === "cut" ? half(text) : text || null, { status, headers });
}

/** The wire between the shop and the outside world, in virtual time and with its faults. */
export function createNetwork({ answer, timeline, stage, faultFor }: Means): Network {
  const deadlines = new WeakMap<AbortSignal, number>();
  const heldConnections: string[] = [];

  /** Waits for what takes so long, at most until the caller gives up. */
  const wait = async (milliseconds: number, deadline: number): Promise<void> => {
    await stage.sleep(Math.min(milliseconds, deadline));
    if (milliseconds >= deadline) throw timedOut();
  };
  const page = (status: number): Response => responseOf({ status, html: PAGE });

  async function travel(
    arrive: () => Promise<SandboxReply>,
    call: Call,
    deadline: number,
  ): Promise<Response> {
    const fault = faultFor(call);
    /** The other side takes its time as well. */
    const reach = async (): Promise<SandboxReply> => {
      const reply = await stage.within(deadline, arrive());
      if (reply === false) throw timedOut();
      return reply;
    };
    const settle = async (reply: SandboxReply): Promise<Response> => {
      if (reply.delayMs) await wait(reply.delayMs, deadline);
      return responseOf(reply);
    };
    switch (fault?.kind) {
      case undefined:
        return settle(await reach());
      case "refuse":
        throw brokenBy("ECONNREFUSED", "connect");
      case "lose-request":
        await wait(deadline, deadline);
        throw timedOut();
      case "arrive-late":
        timeline.after(fault.afterMs, () => void arrive());
        await wait(deadline, deadline);
        throw timedOut();
      case "lose-answer":
        await reach();
        await wait(deadline, deadline);
        throw timedOut();
      case "answer-late": {
        const reply = await reach();
        await wait(fault.afterMs, deadline);
        return settle(reply);
      }
      case "reset":
        if (fault.worked) await reach();
        throw brokenBy("ECONNRESET", "read");
      case "cut":
        return settle({ ...(await reach()), ending: "cut" });
      case "page":
        if (fault.worked) await reach();
        return page(fault.status);
      case "die":
        if (fault.worked) await reach();
        return stage.die();
      case "answer":
        return responseOf({ status: fault.status, json: fault.json });
      case "rewrite": {
        const reply = await reach();
        return settle({
          status: reply.status ?? 200,
          headers: { "content-type": "application/json" },
          text: fault.change(textOf(reply)),
        });
      }
      case "double": {
        const reply = await reach();
        await reach();
        return settle(reply);
      }
    }
  }

  return {
    heldConnections,
    expiry(milliseconds) {
      const { signal } = new AbortController();
      deadlines.set(signal, milliseconds);
      return signal;
    },
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const method = init?.method ?? "GET";
      const body = await bodyOf(init);
      const to = url.pathname.startsWith("/v1/") ? "stripe" : (url.pathname.split("/")[1] ?? "");
      const effect = EFFECTS.some((pattern) => pattern.test(`${method} ${url.pathname}`));
      const call: Call = { to, method, path: url.pathname + url.search, body, effect };
      if ((stage.current()?.openTransactions ?? 0) > 0)
        heldConnections.push(`${stage.current()?.name}: ${method} ${url.pathname}`);
      const headers = { host: url.host, ...headersOf(init) };
      const arrive = () => answer({ method, url, headers, rawBody: Buffer.from(body) });
      const deadline = (init?.signal && deadlines.get(init.signal)) ?? STRIPE_DEADLINE_MS;
      return travel(arrive, call, deadline);
    },
  };
}
