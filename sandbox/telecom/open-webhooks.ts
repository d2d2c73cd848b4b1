import { createHmac, randomBytes, randomUUID } from "node:crypto";
import type { Callback } from "../create-webhook-sender";
import type { Collection, Outside, Route } from "../outside";
import { wireTime } from "./describe-transaction";
import type { Guard } from "./guard-requests";
import type { TelecomSettings } from "./read-settings";
import { refuse, wireErrors } from "./refuse";

export const EVENTS = ["topup.completed", "topup.failed", "topup.pending", "esim.expired"] as const;
export type EventName = (typeof EVENTS)[number];

interface Registration {
  id: string;
  url: string;
  secret: string;
}

export interface Webhooks {
  send(event: { name: EventName; key: string; data: Record<string, unknown>; phone?: string }): void;
  routes(guard: Guard): Route[];
}

const PROVIDER = "telecom";

/** Signs the time, the event and its key, as the house does: the body itself is not covered. */
function signatureOf(secret: string, timestamp: string, body: string): string {
  const { event, idempotency_key: key } = JSON.parse(body) as { event: string; idempotency_key: string };
  return createHmac("sha256", secret).update(`${timestamp}${event}${key}`).digest("hex");
}

/** Registration, signature and sending. One address at a time: a new registration takes the place of the old one. */
export function openWebhooks(outside: Outside, settings: TelecomSettings): Webhooks {
  const registrations: Collection<Registration> = outside.collection("telecom-webhooks");
  const callbacks: Collection<Callback> = outside.collection("callbacks");
  // The callbacks outlive a reset, so their secrets do.
  let kept = registrations.all();
  outside.onReset(() => kept.forEach(registrations.put));
  const secretNow = (): string => {
    const url = outside.callbackUrl(PROVIDER);
    return registrations.all().find((known) => known.url === url)?.secret ?? settings.webhookSecret;
  };
  outside.signWebhooks(PROVIDER, (body) => {
    const timestamp = String(Math.floor(outside.now() / 1000));
    return { "X-Timestamp": timestamp, "X-Signature": signatureOf(secretNow(), timestamp, body) };
  });

  const register: Route["handle"] = (request) => {
    const asked = readRegistration(request.json());
    if (!asked)
      return refuse(wireErrors.badRequest("url must be an http or https URL, events a list of known events"));
    for (const { id, url } of registrations.all()) if (url === asked.url) registrations.remove(id);
    const row = registrations.put({
      id: `wh_${randomBytes(6).toString("hex")}`,
      url: asked.url,
      secret: `whs_${randomBytes(24).toString("hex")}`,
    });
    callbacks.put({ id: PROVIDER, ...asked });
    kept = registrations.all();
    return { status: 201, json: { ...row, events: asked.events } };
  };

  return {
    send({ name, key, data, phone }) {
      const body = JSON.stringify({
        event: name,
        timestamp: wireTime(outside.now()).replace("Z", "+00:00"),
        idempotency_key: randomUUID(),
        data,
      });
      outside.deliverWebhook({
        provider: PROVIDER,
        id: `telecom-${key}-${name}`,
        ...(phone ? { number: `+${phone}` } : {}),
        topic: name,
        body,
      });
    },
    routes: (guard) => [{ method: "POST", path: "/webhooks", handle: guard(register) }],
  };
}

function readRegistration(body: unknown): { url: string; events: string[] } | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { url, events = [...EVENTS] }: { url?: unknown; events?: unknown } = body;
  if (typeof url !== "string" || !/^https?:\/\//.test(url) || !URL.canParse(url)) return undefined;
  if (!Array.isArray(events) || events.length === 0) return undefined;
  const known = events.map(String);
  return known.every((name) => EVENTS.some((event) => event === name)) ? { url, events: known } : undefined;
}
