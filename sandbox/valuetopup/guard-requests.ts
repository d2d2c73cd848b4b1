import type { Outside, SandboxReply, SandboxRequest } from "../outside";
import type { ValueTopupSettings } from "./read-settings";
import { replyStatus } from "./reply-with";

type Handle = (request: SandboxRequest) => SandboxReply | Promise<SandboxReply>;
export type Guard = (handle: Handle) => Handle;

/** HTTP Basic and the rate limit come before everything else. */
export function guardRequests(outside: Outside, settings: ValueTopupSettings): Guard {
  const expected = `Basic ${Buffer.from(`${settings.userId}:${settings.password}`).toString("base64")}`;
  let window = { second: 0, count: 0 };
  const overLimit = (): boolean => {
    if (settings.ratePerSecond <= 0) return false;
    const second = Math.floor(outside.now() / 1000);
    window = window.second === second ? { second, count: window.count + 1 } : { second, count: 1 };
    return window.count > settings.ratePerSecond;
  };
  return (handle) => (request) => {
    if (request.headers["authorization"] !== expected) return replyStatus(401, "Unauthorized");
    if (overLimit()) return { ...replyStatus(429, "Too many requests"), headers: { "retry-after": "1" } };
    return handle(request);
  };
}
