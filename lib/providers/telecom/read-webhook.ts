import { parse } from "lossless-json";
import type { Clock } from "@/lib/core/clock";
import { fail, ok, type Result } from "@/lib/core/result";
import type { WebhookHint, WebhookRequest } from "../spec";
import { signatureFits } from "./auth";
import { webhookSchema } from "./wire";

const OLDEST_MS = 5 * 60_000;

function readBody(rawBody: string): unknown {
  try {
    return parse(rawBody, undefined, (number) => number);
  } catch {
    return undefined;
  }
}

/**
 * Checks signature and age of a webhook. The signature covers the event and its key but not what is told of the top-up, so it is no more
 * than a hint. README.md, "Webhooks".
 */
export function readTelecomWebhook(
  request: WebhookRequest,
  options: { secret: string | undefined; clock: Clock },
): Result<WebhookHint, "bad-signature" | "stale" | "unreadable"> {
  const timestamp = request.headers["x-timestamp"] ?? "";
  const signature = request.headers["x-signature"] ?? "";
  const parsed = webhookSchema.safeParse(readBody(request.rawBody));
  if (!parsed.success) return fail("unreadable");
  const { event, idempotency_key: eventId, data } = parsed.data;
  const { secret } = options;
  if (!secret || !signatureFits(signature, secret, [timestamp, event, eventId])) return fail("bad-signature");
  if (!(Math.abs(options.clock.now().getTime() - Number(timestamp) * 1000) <= OLDEST_MS))
    return fail("stale");
  const reference = data?.topup?.external_tx_id;
  const providerReference = data?.topup?.tx_id;
  return ok({
    eventId,
    type: event,
    ...(reference ? { reference } : {}),
    ...(providerReference ? { providerReference } : {}),
  });
}
