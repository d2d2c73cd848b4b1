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
  /** Id of the rate by hand that the page showed, null: it showed none; undefined: whatever counts. */
  seen?: string | null | undefined;
}

export type RateFailure = Failure<
  | "rate-invalid"
  | "reason-missing"
  | "until-invalid"
  /** `values.percent`: so far from the rate that counts. */
  | "far-off"
  | "changed-meanwhile"
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

/** Staff set a rate by hand for a while; one that was set before ends, if it is the one they saw. @throws NotPermitted */
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
  return replaceRate(ctx, input, { base, before: rates[currency] ?? null });
}

async function replaceRate(
  ctx: Ctx,
  { currency, rate, until, reason, seen }: RateByHand,
  { base, before }: { base: string; before: string | null },
): Promise<Result<null, Failure<"changed-meanwhile">>> {
  const work = async (tx: Ctx): Promise<Result<null, Failure<"changed-meanwhile">>> => {
    // There is no row to wait for while nobody has set one.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('fx_overrides'))`);
    if (!(await isAsSeen(tx, currency, seen))) return fail({ code: "changed-meanwhile" });
    await endCurrent(tx, currency);
    const id = newId();
    await tx.db.insert(fxOverrides).values({
      id,
      base,
      quote: currency,
      rate,
      until,
      reason: reason.trim(),
      madeBy: ctx.actor.id,
    });
    await noteStaffAction(tx, {
      action: "rate-set",
      subject: { kind: "rate", id: currency },
      reason: reason.trim(),
      data: { id, base, rate, before, until: until.toISOString() },
    });
    return ok(null);
  };
  return inTransaction(ctx, work);
}

/** Whether the rate by hand is the one that a page showed. Who else decides on it waits. */
async function isAsSeen(ctx: Ctx, currency: string, seen: string | null | undefined): Promise<boolean> {
  if (seen === undefined) return true;
  const [current] = await ctx.db
    .select({ id: fxOverrides.id, counts: sql<boolean>`${fxOverrides.until} > app_now()` })
    .from(fxOverrides)
    .where(and(eq(fxOverrides.quote, currency), isNull(fxOverrides.endedAt)))
    .for("update");
  // One whose time is over is shown no more.
  return (current?.id ?? null) === seen || (seen === null && current?.counts === false);
}

async function endCurrent(ctx: Ctx, currency: string): Promise<boolean> {
  const ended = await ctx.db
    .update(fxOverrides)
    .set({ endedAt: sql`app_now()`, endedBy: ctx.actor.id })
    .where(and(eq(fxOverrides.quote, currency), isNull(fxOverrides.endedAt)))
    .returning({ id: fxOverrides.id });
  return ended.length > 0;
}

/** The rate of the source counts again; refused when the rate by hand that the page showed is gone or another. @throws NotPermitted */
export async function endRate(
  ctx: Ctx,
  { currency, seen }: { currency: string; seen?: string | undefined },
): Promise<Result<null, Failure<"changed-meanwhile">>> {
  assertMay(ctx.actor, "prices.write");
  return inTransaction(ctx, async (tx) => {
    if (!(await isAsSeen(tx, currency, seen)) || !(await endCurrent(tx, currency)))
      return fail({ code: "changed-meanwhile" });
    await noteStaffAction(tx, { action: "rate-ended", subject: { kind: "rate", id: currency } });
    return ok(null);
  });
}
