import { timingSafeEqual } from "node:crypto";
import type { Outside, SandboxReply, SandboxRequest } from "../outside";
import type { BitrefillSettings } from "./read-settings";
import { replyError } from "./reply-with";
import { wireErrors } from "./wire-errors";

type Handle = (request: SandboxRequest) => SandboxReply | Promise<SandboxReply>;

interface Limit {
  calls: number;
  /** Milliseconds of unscaled time. */
  perMs: number;
}

const MINUTE = 60_000;
export const LIMITS = {
  ping: [{ calls: 1, perMs: 3_000 }],
  products: [
    { calls: 60, perMs: MINUTE },
    { calls: 1000, perMs: 60 * MINUTE },
  ],
  lists: [{ calls: 20, perMs: MINUTE }],
  others: [{ calls: 60, perMs: 10 * MINUTE }],
} satisfies Record<string, Limit[]>;

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Credentials first, then the limits of the endpoint; a bucket is an endpoint's name, and each has its own. */
export function createGuard({ outside, settings }: { outside: Outside; settings: BitrefillSettings }) {
  const windows = new Map<string, { begun: number; count: number }>();
  outside.onReset(() => windows.clear());
  const basic = Buffer.from(`${settings.apiId}:${settings.apiSecret}`).toString("base64");
  const allowed = [`Bearer ${settings.apiKey}`, `Basic ${basic}`];

  const countIn = (bucket: string, { calls, perMs }: Limit): { left: number; resetIn: number } => {
    const key = `${bucket} ${perMs}`;
    const length = outside.scaled(perMs);
    const now = outside.now();
    const known = windows.get(key);
    const window = known && now - known.begun < length ? known : { begun: now, count: 0 };
    window.count += 1;
    windows.set(key, window);
    return { left: calls - window.count, resetIn: window.begun + length - now };
  };

  return (bucket: string, limits: Limit[], handle: Handle): Handle =>
    async (request) => {
      if (!allowed.some((wanted) => same(request.headers["authorization"] ?? "", wanted)))
        return replyError(request, wireErrors.unauthorized);
      if (!settings.limited) return handle(request);
      const counts = limits.map((limit) => ({ ...countIn(bucket, limit), calls: limit.calls }));
      const tightest = counts.reduce((least, one) => (one.left < least.left ? one : least));
      const reply = tightest.left < 0 ? replyError(request, wireErrors.tooMany) : await handle(request);
      const headers = {
        ...reply.headers,
        "x-ratelimit-limit": String(tightest.calls),
        "x-ratelimit-remaining": String(Math.max(0, tightest.left)),
        "x-ratelimit-reset": String(Math.ceil((outside.now() + tightest.resetIn) / 1000)),
      };
      return { ...reply, headers };
    };
}

export type Guard = ReturnType<typeof createGuard>;
