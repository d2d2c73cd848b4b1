import { createHash, timingSafeEqual } from "node:crypto";
import type { Outside, SandboxReply, SandboxRequest } from "../outside";
import type { TelecomSettings } from "./read-settings";
import { refuse, wireErrors } from "./refuse";

type Handle = (request: SandboxRequest) => SandboxReply | Promise<SandboxReply>;
export type Guard = (handle: Handle) => Handle;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Wraps every handler: the token and the rate limit come before anything else. */
export function guardRequests(outside: Outside, settings: TelecomSettings): Guard {
  const wanted = digest(`Bearer ${settings.token}`);
  const window = { second: 0, count: 0 };
  const overLimit = (): boolean => {
    if (settings.ratePerSecond <= 0) return false;
    const second = Math.floor(outside.now() / 1000);
    window.count = window.second === second ? window.count + 1 : 1;
    window.second = second;
    return window.count > settings.ratePerSecond;
  };
  return (handle) => (request) => {
    if (!timingSafeEqual(digest(request.headers["authorization"] ?? ""), wanted))
      return refuse(wireErrors.unauthorized);
    return overLimit() ? refuse(wireErrors.rateLimited) : handle(request);
  };
}
