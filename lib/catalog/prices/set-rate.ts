import { and, eq, isNull, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { fxOverrides } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import { parseScaled } from "@/lib/core/decimal";
import type { Failure } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { readFxTable } from "../read-fx-table";

export interface RateByHand {
  currency: string;
  /** Units of it for one of the base. */
  rate: string;
  until: Date;
  reason: string;
  /** What is far from the rate it takes the place of must be meant. */
  confirmed: boolean;
}

export type RateFailure = Failure<
  | "rate-invalid"
  | "reason-missing"
  | "until-invalid"
  /** `values.percent`: so far from the rate that counts. */
  | "far-off"
>;

const LONGEST_MS = 31 * 24 * 3_600_000;
const FAR_PERCENT = 10;
const SCALE = 18;

/** By how many percent a rate differs from another, as a whole number; nought without the other. */
function percentOff(rate: bigint, known: string | undefined): number {
  const other = known === undefined ? undefined : parseScaled(known, SCALE);
  if (!other) return 0;
  const difference = rate > other ? rate - other : other - rate;
  return Number((difference * 100n) / other);
}

/** Staff set a rate by hand for a while; one that was set before ends. @throws NotPermitted */
export async function setRate(ctx: Ctx, input: RateByHand): Promise<Result<null, RateFailure>> {
  assertMay(ctx.actor, "prices.write");
  const { currency, reason, until, confirmed } = input;
  const rate = parseScaled(input.rate, SCALE);
  if (!/^[A-Z]{3}$/.test(currency) || !/^\d{1,12}(\.\d{1,12})?$/.test(input.rate) || !rate)
    return fail({ code: "rate-invalid" });
  if (reason.trim() === "") return fail({ code: "reason-missing" });
  const now = (await readAppTime(ctx)).getTime();
  const ends = until.getTime();
  if (!(ends > now && ends <= now + LONGEST_MS)) return fail({ code: "until-invalid" });
  const { base, rates } = await readFxTable(ctx);
  if (currency === base) return fail({ code: "rate-invalid" });
  const percent = percentOff(rate, rates[currency]);
  if (percent >= FAR_PERCENT && !confirmed) return fail({ code: "far-off", values: { percent } });
  await inTransaction(ctx, async (tx) => {
    await endCurrent(tx, currency);
    const id = newId();
    await tx.db.insert(fxOverrides).values({
      id,
      base,
      quote: currency,
      rate: input.rate,
      until,
      reason: reason.trim(),
      madeBy: ctx.actor.id,
    });
    await noteStaffAction(tx, {
      action: "rate-set",
      subject: { kind: "rate", id: currency },
      reason: reason.trim(),
      data: { id, base, rate: input.rate, before: rates[currency] ?? null, until: until.toISOString() },
    });
  });
  return ok(null);
}

async function endCurrent(ctx: Ctx, currency: string): Promise<boolean> {
  const ended = await ctx.db
    .update(fxOverrides)
    .set({ endedAt: sql`app_now()`, endedBy: ctx.actor.id })
    .where(and(eq(fxOverrides.quote, currency), isNull(fxOverrides.endedAt)))
    .returning({ id: fxOverrides.id });
  return ended.length > 0;
}

/** The rate of the source counts again. Returns false when none was set. @throws NotPermitted */
export async function endRate(ctx: Ctx, currency: string): Promise<boolean> {
  assertMay(ctx.actor, "prices.write");
  return inTransaction(ctx, async (tx) => {
    const ended = await endCurrent(tx, currency);
    if (ended) await noteStaffAction(tx, { action: "rate-ended", subject: { kind: "rate", id: currency } });
    return ended;
  });
}
