import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "@/lib/core/log";
import { createA1Topup } from "../a1topup";
import { createBitrefill } from "../bitrefill";
import { createReloadly } from "../reloadly";
import type { AttemptRequest, Provider, ProviderDeps } from "../spec";
import { createTelecom } from "../telecom";
import { createValueTopup } from "../valuetopup";

/** Nobody may read it, wherever an answer repeats it. */
export const SECRET = "s3cr3t-0f-0urs";
export const REFERENCE = "hl-abcdefghij-1";
export const THEIRS = "theirs-1";
/** More answers to one call than any list of ours is read in: what goes on for ever is cut here. */
const MOST_ANSWERS = 60;
export const NOW = new Date("2026-11-26T12:00:00Z");

const attempt: AttemptRequest = {
  reference: REFERENCE,
  providerOperatorId: "341",
  sku: "341:usd",
  kind: "airtime",
  number: "+2348031234567",
  country: "NG",
  amount: { minor: 650, currency: "USD" },
};
const without = { number: null, account: "buyer@example.org" };

export interface Kit {
  create(deps: ProviderDeps): Provider;
  attempts: AttemptRequest[];
  /** Fixtures that answer a purchase or a look-up. */
  likely: string[];
  /** Words by which they say that it arrived. */
  arrived: RegExp;
  /** Words by which they say that it never will; a listed code, or a status of a purchase or of HTTP. */
  refused: RegExp;
  /** A listed code proves it whatever the HTTP status. README.md, "Doubt". */
  codeOutweighsStatus?: boolean;
  /** Answers to what is asked before anything else. */
  first?: (url: string) => unknown;
}

export const KITS: Record<string, Kit> = {
  reloadly: {
    create: (deps) =>
      createReloadly({
        ...deps,
        baseUrls: {
          auth: "http://p/auth",
          topups: "http://p/t",
          giftcards: "http://p/g",
          utilities: "http://p/u",
        },
        credentials: { clientId: "id", clientSecret: SECRET, webhookSecret: SECRET },
      }),
    attempts: [
      attempt,
      { ...attempt, sku: "gift:40121", kind: "gift-card", ...without },
      { ...attempt, sku: "bill:512:local", kind: "bill", ...without },
      { ...attempt, providerReference: THEIRS },
    ],
    likely: ["top-up", "top-up-pin", "status-successful", "gift-order", "gift-codes", "bill-paid", "error"],
    arrived: /SUCCESSFUL/,
    refused: /REFUNDED|FAILED|[A-Z]+(_[A-Z]+)+/,
    first: (url) =>
      url.endsWith("/oauth/token")
        ? { access_token: "t", expires_in: 86_400, token_type: "Bearer" }
        : undefined,
  },
  bitrefill: {
    create: (deps) =>
      createBitrefill({
        ...deps,
        baseUrl: "http://p/v2",
        credentials: { apiId: "id", apiSecret: SECRET },
        webhookUrl: "http://shop/w",
      }),
    attempts: [
      { ...attempt, sku: "example-mobile-ghana", providerReference: THEIRS },
      {
        ...attempt,
        sku: "gift:test-gift-card-code<&>20",
        kind: "gift-card",
        number: null,
        providerReference: THEIRS,
      },
      {
        ...attempt,
        sku: "esim:bitrefill-esim-europe<&>1GB, 7 Days",
        kind: "esim",
        number: null,
        providerReference: THEIRS,
      },
    ],
    likely: ["invoice", "order", "order-esim", "invoice-documented", "error"],
    arrived: /delivered/,
    refused: /permanent_failure|failed|refunded|denied|payment_error|message|[a-z]+(_[a-z]+)+/,
  },
  valuetopup: {
    create: (deps) =>
      createValueTopup({
        ...deps,
        baseUrl: "http://p/api/v2",
        credentials: { userId: "id", password: SECRET },
        account: { currency: "USD" },
      }),
    attempts: [
      { ...attempt, sku: "rtr:40217" },
      { ...attempt, sku: "pin:40217", kind: "pin" },
      { ...attempt, sku: "gift:40217", kind: "gift-card", ...without },
      { ...attempt, sku: "esim:40217", kind: "esim", number: null },
      { ...attempt, sku: "bill:40217", kind: "bill", ...without },
    ],
    likely: ["top-up", "pin", "gift-card", "esim", "failure", "in-progress"],
    arrived: /000/,
    refused: /\d{3}/,
  },
  telecom: {
    create: (deps) =>
      createTelecom({
        ...deps,
        baseUrls: { api: "http://p/v1" },
        credentials: { token: SECRET, webhookSecret: SECRET },
      }),
    attempts: [
      { ...attempt, sku: "prepaid:mtn_ng_topup" },
      { ...attempt, sku: "bundle:mtn_ng_1gb", kind: "bundle" },
      { ...attempt, sku: "esim:eu-10gb-30d", kind: "esim", number: null },
      { ...attempt, sku: "prepaid:mtn_ng_topup", providerReference: THEIRS },
    ],
    likely: ["top-up", "top-up-failed", "top-up-quoted", "esim-order", "error"],
    arrived: /completed|issued|active|ready|qr|lpa/i,
    refused: /failed|[a-z]+(_[a-z]+)+|unauthorized/,
  },
  a1topup: {
    create: (deps) =>
      createA1Topup({ ...deps, baseUrl: "http://p", credentials: { apiKey: SECRET }, switchedOn: true }),
    attempts: [
      {
        ...attempt,
        providerOperatorId: "JIO",
        sku: "JIO:199",
        number: "+917001234567",
        country: "IN",
        amount: { minor: 19_900, currency: "INR" },
      },
    ],
    likely: ["success", "error"],
    codeOutweighsStatus: true,
    arrived: /success/,
    refused: /100[1-5]|2001/,
  },
};

export const fixturesOf = (name: string, only: string[] = []): unknown[] => {
  const folder = join(import.meta.dirname, "..", name, "fixtures");
  return readdirSync(folder)
    .filter((file) => only.length === 0 || only.includes(file.replace(".json", "")))
    .map((file): unknown => JSON.parse(readFileSync(join(folder, file), "utf8")));
};

export interface Served {
  status: number;
  text: string;
}

/** A world that gives one planned answer after the other, the last one again and again. */
export function worldOf(kit: Kit, answers: Served[]) {
  const served: Served[] = [];
  const fetcher: typeof fetch = async (input) => {
    const first = kit.first?.(String(input));
    if (first) return Response.json(first);
    const answer = answers[Math.min(served.length, answers.length - 1)];
    if (!answer || served.length >= MOST_ANSWERS) return new Response("{}", { status: 404 });
    served.push(answer);
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : answer.text, { status: answer.status });
  };
  return { served, fetcher };
}

export function listen(): { log: Log; said: string[] } {
  const said: string[] = [];
  const note = (data: Record<string, unknown>, message: string) =>
    void said.push(message + JSON.stringify(data));
  return { said, log: { debug: note, info: note, warn: note, error: note } };
}
