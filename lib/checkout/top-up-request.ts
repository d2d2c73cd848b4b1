import { z } from "zod";
import type { Ctx } from "@/db/context";
import type { Seal } from "@/lib/core/seal";

/** So many days a request may be answered. */
export const REQUEST_DAYS = 14;

const DAY_MS = 86_400_000;
/** What was sealed for another purpose is no request. */
const PURPOSE = "top-up-request:1:";
/** Longer than any we make; nothing else is opened. */
const LONGEST = 1200;

/** Somebody asks for a top-up to their number. It stands in its link alone, sealed: the shop keeps nothing of it. */
export interface TopUpRequest {
  /** E.164. */
  number: string;
  /** ISO 3166 alpha-2. */
  country: string;
  /** As it was typed, in the number's own currency; empty: any. */
  amount: string;
  name: string;
  message: string;
  /** ISO time. */
  until: string;
}

const stored = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.number()]);

type SealCtx = Pick<Ctx, "clock"> & { artefacts: Seal };

/** The token of a request for its link; safe in an address. */
export function sealRequest(ctx: SealCtx, request: Omit<TopUpRequest, "until">): string {
  const until = ctx.clock.now().getTime() + REQUEST_DAYS * DAY_MS;
  const { number, country, amount, name, message } = request;
  const plain = JSON.stringify([number, country, amount, name, message, Math.round(until / 1000)]);
  return Buffer.from(ctx.artefacts.seal(PURPOSE + plain), "base64").toString("base64url");
}

function readPlain(ctx: SealCtx, token: string): string | undefined {
  if (token.length > LONGEST || !/^[\w-]+$/.test(token)) return undefined;
  try {
    const plain = ctx.artefacts.open(Buffer.from(token, "base64url").toString("base64"));
    return plain.startsWith(PURPOSE) ? plain.slice(PURPOSE.length) : undefined;
  } catch {
    // Not of ours, or a piece of it is missing.
    return undefined;
  }
}

/** Reads the request in a link; `over` when its time has passed, null when it is none of ours or not whole. */
export function openRequest(ctx: SealCtx, token: string): TopUpRequest | "over" | null {
  const plain = readPlain(ctx, token);
  if (plain === undefined) return null;
  const read = stored.safeParse(JSON.parse(plain));
  if (!read.success) return null;
  const [number, country, amount, name, message, seconds] = read.data;
  const until = new Date(seconds * 1000);
  if (until <= ctx.clock.now()) return "over";
  return { number, country, amount, name, message, until: until.toISOString() };
}
