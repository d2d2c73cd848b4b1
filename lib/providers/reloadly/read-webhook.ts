import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { parse } from "lossless-json";
import type { Clock } from "@/lib/core/clock";
import { fail, ok, type Result } from "@/lib/core/result";
import type { WebhookHint, WebhookRequest } from "../spec";
import { webhookSchema } from "./wire";

const OLDEST_MS = 5 * 60_000;

function signatureFits(request: WebhookRequest, timestamp: string, secret: string): boolean {
  const given = Buffer.from(request.headers["x-reloadly-signature"] ?? "", "hex");
  const wanted = createHmac("sha256", secret).update(`${request.rawBody}:${timestamp}`).digest();
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function readBody(rawBody: string): unknown {
  try {
    return parse(rawBody, undefined, (number) => number);
  } catch {
    return undefined;
  }
}

/** Checks signature and age of a webhook; what it says is a hint. They send no event id, so the body's hash is one. README.md, "Webhooks". */
export function readReloadlyWebhook(
  request: WebhookRequest,
  options: { secret: string; clock: Clock },
): Result<WebhookHint, "bad-signature" | "stale" | "unreadable"> {
  const timestamp = request.headers["x-reloadly-request-timestamp"] ?? "";
  if (!signatureFits(request, timestamp, options.secret)) return fail("bad-signature");
  if (!(Math.abs(options.clock.now().getTime() - Number(timestamp)) <= OLDEST_MS)) return fail("stale");
  const parsed = webhookSchema.safeParse(readBody(request.rawBody));
  if (!parsed.success) return fail("unreadable");
  const { type, data } = parsed.data;
  const reference = data.transaction?.customIdentifier ?? data.customIdentifier;
  const providerReference = data.transaction?.transactionId ?? data.transactionId;
  return ok({
    eventId: createHash("sha256").update(request.rawBody).digest("hex"),
    type,
    ...(reference ? { reference } : {}),
    ...(providerReference ? { providerReference } : {}),
  });
}
