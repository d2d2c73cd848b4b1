import { createHash } from "node:crypto";
import { parse } from "lossless-json";
import { fail, ok, type Result } from "@/lib/core/result";
import type { WebhookHint, WebhookRequest } from "../spec";
import { tokenFits, type BitrefillCredentials } from "./auth";
import { webhookSchema } from "./wire";

function readBody(rawBody: string): unknown {
  try {
    return parse(rawBody, undefined, (number) => number);
  } catch {
    return undefined;
  }
}

/** They sign nothing: only the address we gave, with its token, proves the sender, and what it says is a hint. README.md, "Webhooks". */
export function readBitrefillWebhook(
  request: WebhookRequest,
  credentials: BitrefillCredentials,
): Result<WebhookHint, "bad-signature" | "stale" | "unreadable"> {
  const query = new URLSearchParams((request.url ?? "").split("?")[1] ?? "");
  const reference = query.get("ref");
  if (!reference || !tokenFits(credentials, reference, query.get("token") ?? ""))
    return fail("bad-signature");
  const parsed = webhookSchema.safeParse(readBody(request.rawBody));
  if (!parsed.success) return fail("unreadable");
  const { id, status } = parsed.data.data;
  return ok({
    eventId: createHash("sha256").update(`${reference} ${request.rawBody}`).digest("hex"),
    type: status ?? "invoice",
    reference,
    providerReference: id,
  });
}
