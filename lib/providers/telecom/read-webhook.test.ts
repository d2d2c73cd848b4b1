import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTelecomWebhook } from "./read-webhook";

const rawBody = readFileSync(join(import.meta.dirname, "fixtures", "webhook.json"), "utf8");
const KEY = "0d6b0f5e-4a55-4a0e-9a54-0a6f4b0c7711";

describe("webhooks", () => {
  const at = Date.parse("2025-06-03T14:22:10Z");
  const clock = { now: () => new Date(at) };
  const signed = (body = rawBody, timestamp = String(at / 1000), secret = "s") => ({
    rawBody: body,
    headers: {
      "x-timestamp": timestamp,
      "x-signature": createHmac("sha256", secret).update(`${timestamp}topup.completed${KEY}`).digest("hex"),
    },
  });
  const read = (request: Parameters<typeof readTelecomWebhook>[0]) =>
    readTelecomWebhook(request, { secret: "s", clock });

  test("a good one is a hint with both references", () => {
    expect(read(signed())).toEqual({
      ok: true,
      value: {
        eventId: KEY,
        type: "topup.completed",
        reference: "ord_7QK2M9_1",
        providerReference: "tel_9x2kd8",
      },
    });
  });
  test("one about an eSIM has no top-up", () => {
    const body = rawBody.replace(/"topup": \{/, '"esim": {');
    expect(read(signed(body))).toEqual({ ok: true, value: { eventId: KEY, type: "topup.completed" } });
  });
  test("another secret, event, key or time; an old one; none; no JSON", () => {
    expect(read(signed(rawBody, undefined, "other"))).toEqual({ ok: false, failure: "bad-signature" });
    for (const [from, to] of [
      ["topup.completed", "topup.failed"],
      ["0d6b0f5e", "1d6b0f5e"],
    ] as const)
      expect(read(signed(rawBody.replace(from, to)))).toEqual({ ok: false, failure: "bad-signature" });
    const moved = signed();
    moved.headers["x-timestamp"] = String(at / 1000 + 1);
    expect(read(moved)).toEqual({ ok: false, failure: "bad-signature" });
    expect(read({ rawBody, headers: {} })).toEqual({ ok: false, failure: "bad-signature" });
    expect(read(signed(rawBody, String(at / 1000 - 301)))).toEqual({ ok: false, failure: "stale" });
    expect(read(signed(rawBody, "yesterday"))).toEqual({ ok: false, failure: "stale" });
    expect(read(signed("<html>"))).toEqual({ ok: false, failure: "unreadable" });
  });
});
