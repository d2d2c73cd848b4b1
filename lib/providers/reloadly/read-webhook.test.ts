import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readReloadlyWebhook } from "./read-webhook";

const textOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, "fixtures", `${name}.json`), "utf8");

describe("webhooks", () => {
  const at = Date.parse("2026-11-02T09:21:00Z");
  const clock = { now: () => new Date(at) };
  const signed = (rawBody: string, timestamp = String(at), secret = "s") => ({
    rawBody,
    headers: {
      "x-reloadly-signature": createHmac("sha256", secret).update(`${rawBody}:${timestamp}`).digest("hex"),
      "x-reloadly-request-timestamp": timestamp,
    },
  });

  test.each(["webhook-status", "webhook-flat"])("%s is read", (name) => {
    expect(readReloadlyWebhook(signed(textOf(name)), { secret: "s", clock })).toMatchObject({
      ok: true,
      value: { type: "airtime_transaction.status", reference: "ord-5f2c-1", providerReference: "702115" },
    });
  });

  test("another secret, an old time, no time, no JSON", () => {
    const body = textOf("webhook-flat");
    const read = (request: ReturnType<typeof signed>) => readReloadlyWebhook(request, { secret: "s", clock });
    expect(read(signed(body, String(at), "other"))).toEqual({ ok: false, failure: "bad-signature" });
    expect(read(signed(body, String(at - 5 * 60_000 - 1)))).toEqual({ ok: false, failure: "stale" });
    expect(read(signed(body, "yesterday"))).toEqual({ ok: false, failure: "stale" });
    expect(read(signed("<html>"))).toEqual({ ok: false, failure: "unreadable" });
  });
});
