import http from "node:http";
import https from "node:https";
import type { FaultBook } from "./open-fault-book";
import type { Collection, Outside } from "./outside";
import { scenarioOf } from "./scenarios";

type Webhook = Parameters<Outside["deliverWebhook"]>[0];

/** A webhook that nobody has taken yet; it is tried again also after a restart. */
export interface PendingWebhook {
  id: string;
  provider: string;
  topic?: string;
  number?: string;
  body: string;
  url?: string;
  tries: number;
}

export interface Callback {
  /** The provider's name. */
  id: string;
  url: string;
  /** Topics that are sent; null sends all. */
  events: string[] | null;
}

export interface WebhookSender {
  deliver(webhook: Webhook): void;
  signs(provider: string, sign: Sign): void;
  /** Takes up what an earlier process left undelivered. */
  resume(): void;
  clear(): void;
  close(): void;
}

type Sign = (body: string) => Record<string, string>;

/** Resolves to true when the receiver answered with 2xx. */
export type PostWebhook = (webhook: {
  url: string;
  headers: Record<string, string>;
  body: string;
}) => Promise<boolean>;

interface SenderInput {
  callbacks: Collection<Callback>;
  pending: Collection<PendingWebhook>;
  faults: FaultBook;
  scaled(milliseconds: number): number;
  later(milliseconds: number, task: () => void | Promise<void>): void;
  /** How a webhook travels; over HTTP without one. */
  post?: PostWebhook;
}

const MAX_TRIES = 30;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 3_600_000;
const ANSWER_WITHIN_MS = 10_000;
/** Scenario 0015: webhooks of one number that come within this time go out together, the last one first. */
const REVERSE_WINDOW_MS = 6_000;
const REPEATS = 5;

/** Sends webhooks at once, and again with doubling waits until a 2xx answer comes. */
export function createWebhookSender(input: SenderInput): WebhookSender {
  const agents = createAgents();
  const post = input.post ?? ((webhook) => postOverHttp({ ...webhook, agents }));
  const signers = new Map<string, Sign>();
  const held = new Map<string, Webhook[]>();
  let era = 0;

  /** Webhooks whose sender asks to be told are kept by it. */
  const keep = (webhook: Webhook, tries: number): void => {
    const { id, provider, topic, number, body, url, delivered } = webhook;
    if (!delivered) input.pending.put({ id, provider, topic, number, body, url, tries });
  };
  const finish = (webhook: Webhook): void => {
    input.pending.remove(webhook.id);
    webhook.delivered?.();
  };
  const send = async (webhook: Webhook, tries: number): Promise<void> => {
    const callback = webhook.url ? { url: webhook.url, events: null } : input.callbacks.get(webhook.provider);
    // Nobody asked for it, so there is nothing left to do.
    if (!callback || (callback.events && webhook.topic && !callback.events.includes(webhook.topic))) {
      return finish(webhook);
    }
    const headers = signers.get(webhook.provider)?.(webhook.body) ?? {};
    const begunIn = era;
    const taken = await post({ url: callback.url, headers, body: webhook.body });
    // A reset in between has forgotten this webhook.
    if (begunIn !== era) return;
    if (taken) return finish(webhook);
    if (tries + 1 >= MAX_TRIES) return input.pending.remove(webhook.id);
    keep(webhook, tries + 1);
    const wait = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
    input.later(Math.max(input.scaled(wait), 50), () => send(webhook, tries + 1));
  };
  const sendOften = async (webhook: Webhook): Promise<void> => {
    for (let count = 0; count < REPEATS; count += 1) await send(webhook, 0);
  };
  const holdBack = (webhook: Webhook, number: string): void => {
    const key = `${webhook.provider} ${number}`;
    const group = held.get(key);
    if (group) return void group.push(webhook);
    held.set(key, [webhook]);
    input.later(Math.max(input.scaled(REVERSE_WINDOW_MS), 150), async () => {
      const webhooks = held.get(key) ?? [];
      held.delete(key);
      for (const late of webhooks.toReversed()) await sendOften(late);
    });
  };

  return {
    deliver(webhook) {
      const fault = input.faults.takeWebhookFault(webhook);
      if (fault?.scenario === "lose-webhook") return;
      keep(webhook, 0);
      if (fault?.scenario === "repeat-webhook") return void sendOften(webhook);
      if (fault?.scenario === "delay-webhook") return input.later(fault.delayMs, () => send(webhook, 0));
      if (webhook.number && scenarioOf(webhook.number) === "0015") return holdBack(webhook, webhook.number);
      void send(webhook, 0);
    },
    signs: (provider, sign) => void signers.set(provider, sign),
    resume() {
      for (const row of input.pending.all()) void send(row, row.tries);
    },
    clear() {
      era += 1;
      held.clear();
    },
    close() {
      era += 1;
      agents.close();
    },
  };
}

interface Agents {
  http: http.Agent;
  https: https.Agent;
  close(): void;
}

function createAgents(): Agents {
  const options = { keepAlive: true, maxSockets: 64, noDelay: true };
  const plain = new http.Agent(options);
  const secure = new https.Agent(options);
  return {
    http: plain,
    https: secure,
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

/** True when the receiver answered with 2xx. */
function postOverHttp(input: {
  url: string;
  headers: Record<string, string>;
  body: string;
  agents: Agents;
}): Promise<boolean> {
  const secure = input.url.startsWith("https:");
  const body = Buffer.from(input.body);
  return new Promise((resolve) => {
    const request = (secure ? https : http).request(
      input.url,
      {
        method: "POST",
        agent: secure ? input.agents.https : input.agents.http,
        headers: { "content-type": "application/json", "content-length": body.length, ...input.headers },
        timeout: ANSWER_WITHIN_MS,
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve((response.statusCode ?? 500) < 300));
        response.on("error", () => resolve(false));
      },
    );
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
    request.end(body);
  });
}
