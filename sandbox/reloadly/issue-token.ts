import { createHmac, timingSafeEqual } from "node:crypto";
import type { SandboxReply, SandboxRequest } from "../outside";
import { replyError, replyJson } from "./reply-with";
import type { ReloadlySettings } from "./read-settings";
import { wireErrors } from "./wire-errors";

export type Product = "topups" | "giftcards" | "utilities";
export const PRODUCTS: Product[] = ["topups", "giftcards", "utilities"];

const SIGNING_KEY = "sandbox token key";
const SCOPES: Record<Product, string> = {
  topups:
    "send-topups read-operators read-promotions read-topups-history read-prepaid-balance read-prepaid-commissions",
  giftcards: "developer",
  utilities: "developer",
};

export type Audience = { product: Product } | "live" | "unknown";

/** The product an audience names: a real host, or any base address that ends in `/reloadly/<product>`. */
export function readAudience(audience: string): Audience {
  const trimmed = audience.replace(/\/+$/, "");
  for (const product of PRODUCTS) {
    if (trimmed === `https://${product}-sandbox.reloadly.com`) return { product };
    if (trimmed === `https://${product}.reloadly.com`) return "live";
    if (/^https?:\/\/[^/]+/.test(trimmed) && trimmed.endsWith(`/reloadly/${product}`)) return { product };
  }
  return "unknown";
}

/** `POST /oauth/token`. */
export function issueToken(
  request: SandboxRequest,
  { settings, now }: { settings: ReloadlySettings; now: number },
): SandboxReply {
  const place = { path: request.path, now };
  const body = request.json();
  const field = (name: string): unknown =>
    typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  const audience = field("audience");
  for (const name of ["client_id", "client_secret", "grant_type", "audience"]) {
    if (typeof field(name) !== "string") return replyError(wireErrors.badInput(`${name} is required`), place);
  }
  if (field("grant_type") !== "client_credentials") {
    return replyError(wireErrors.badInput("grant_type must be client_credentials"), place);
  }
  const meant = readAudience(String(audience));
  if (meant === "unknown") return replyError(wireErrors.invalidAudience, place);
  const known = field("client_id") === settings.clientId && field("client_secret") === settings.clientSecret;
  if (!known || meant === "live") return replyError(wireErrors.accessDenied, place);
  const token = signToken(meant.product, { settings, now });
  return replyJson(
    JSON.stringify({
      access_token: token,
      scope: SCOPES[meant.product],
      expires_in: settings.tokenSeconds,
      token_type: "Bearer",
    }),
  );
}

function signToken(product: Product, { settings, now }: { settings: ReloadlySettings; now: number }): string {
  const issued = Math.floor(now / 1000);
  const claims = {
    sub: "90210",
    iss: "https://reloadly-sandbox.auth0.com/",
    "https://reloadly.com/sandbox": true,
    "https://reloadly.com/prepaidUserId": "90210",
    gty: "client-credentials",
    aud: `https://${product}-hs256-sandbox.reloadly.com`,
    azp: settings.clientId,
    scope: SCOPES[product],
    exp: issued + settings.tokenSeconds,
    iat: issued,
    jti: createHmac("sha256", SIGNING_KEY).update(`${product} ${now}`).digest("hex").slice(0, 32),
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${sign(signed)}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function sign(text: string): string {
  return createHmac("sha256", SIGNING_KEY).update(text).digest("base64url");
}

const verified = new Map<string, { aud: string; exp: number }>();
const MOST_REMEMBERED = 1000;

/** Undefined when the bearer token is good for the product, otherwise the error. */
export function checkToken(request: SandboxRequest, product: Product, now: number) {
  const [scheme, token] = (request.headers["authorization"] ?? "").split(" ");
  if (scheme !== "Bearer" || !token) return wireErrors.missingToken;
  const claims = verified.get(token) ?? verify(token);
  if (!claims || claims.aud !== `https://${product}-hs256-sandbox.reloadly.com`)
    return wireErrors.invalidToken;
  if (verified.size < MOST_REMEMBERED) verified.set(token, claims);
  return claims.exp * 1000 <= now ? wireErrors.tokenExpired : undefined;
}

function verify(token: string): { aud: string; exp: number } | undefined {
  const [header, payload, signature] = token.split(".");
  if (!header || !payload || !signature) return undefined;
  const expected = Buffer.from(sign(`${header}.${payload}`));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { aud: string; exp: number };
}
