import type { Outside, SandboxReply, SandboxRequest } from "../outside";
import { checkToken, type Product } from "./issue-token";
import type { ReloadlySettings } from "./read-settings";
import { replyError } from "./reply-with";
import { wireErrors } from "./wire-errors";

type Handle = (request: SandboxRequest) => SandboxReply | Promise<SandboxReply>;
/** `also` names a newer version of the media type that the route speaks as well; such a route refuses plain JSON. */
export type Guard = (handle: Handle, also?: "v2") => Handle;

/** Wraps the handlers of one host: media type, token and rate limit come before anything else. */
export function guardRequests(
  product: Product,
  { outside, settings }: { outside: Outside; settings: ReloadlySettings },
): Guard {
  const windows = new Map<string, { second: number; count: number }>();
  const accepted = `application/com.reloadly.${product}-v1+json`;

  const overLimit = (token: string): { remaining: number; reset: number } | undefined => {
    if (settings.ratePerSecond <= 0) return undefined;
    const second = Math.floor(outside.now() / 1000);
    const window = windows.get(token);
    const count = window?.second === second ? window.count + 1 : 1;
    windows.set(token, { second, count });
    return count > settings.ratePerSecond ? { remaining: 0, reset: second + 1 } : undefined;
  };

  return (handle, also) => (request) => {
    const place = { path: request.path, now: outside.now() };
    const accept = request.headers["accept"] ?? "*/*";
    const types = also
      ? [accepted, accepted.replace("v1", also), "*/*"]
      : [accepted, "application/json", "*/*", "application/*"];
    if (!types.some((type) => accept.includes(type))) {
      return replyError(wireErrors.notAcceptable, place);
    }
    const refused = checkToken(request, product, place.now);
    if (refused) return replyError(refused, place);
    const limit = overLimit(request.headers["authorization"] ?? "");
    if (!limit) return handle(request);
    return withLimitHeaders(replyError(wireErrors.rateLimited, place), {
      ...limit,
      limit: settings.ratePerSecond,
    });
  };
}

/** The headers that the official client reads from a 429. */
export function withLimitHeaders(
  reply: SandboxReply,
  { limit, remaining, reset }: { limit: number; remaining: number; reset: number },
): SandboxReply {
  return {
    ...reply,
    headers: {
      ...reply.headers,
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(reset),
    },
  };
}
