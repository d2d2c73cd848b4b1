import { sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { marginRules, priceChanges, priceSettings } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { BASE_RULE, type PriceBook } from "@/lib/pricing";
import type { Sellers } from "../judge-offer";
import { readBookRows } from "../read-book-rows";
import { applyEdits } from "./apply-edits";
import { editsSchema } from "./draft-schema";
import { countBelowCost } from "./preview-prices";
import { readVersion } from "./read-version";
import type { PriceEdit } from "./types";

export interface PriceChange {
  /** Of the form, so that sent twice it is made once. */
  requestId: string;
  /** Number of the version that it was made from. */
  basis: number;
  edits: PriceEdit[];
  reason: string;
  /** Null: at once. */
  from: Date | null;
  /** Whoever makes it was told how many products lose money, and wants it so. */
  confirmed: boolean;
  /** The version whose rules it brings back. */
  restores?: number;
}

export type PriceChangeFailure = Failure<
  /** `values.field` */
  | "change-invalid"
  | "reason-missing"
  /** Somebody changed prices in between. */
  | "changed-meanwhile"
  | "in-the-past"
  /** Another rule is for exactly the same. */
  | "same-scope"
  | "base-stays"
  /** `values.products`: so many would be sold for less than they cost. */
  | "below-cost"
>;

export type Changed = Result<{ n: number }, PriceChangeFailure>;

const SLACK_MS = 60_000;

const sameScope = (book: PriceBook): boolean => {
  const scopes = book.rules.map(({ scope }) => JSON.stringify(scope));
  return new Set(scopes).size < scopes.length;
};

/** With the rules that lose money marked as meant. */
const confirmedEdits = (edits: PriceEdit[], confirmed: boolean): PriceEdit[] =>
  edits.map((edit) =>
    edit.what === "rule" && edit.terms ? { ...edit, terms: { ...edit.terms, mayLose: confirmed } } : edit,
  );

function check(change: PriceChange): PriceChangeFailure | undefined {
  if (change.reason.trim() === "") return { code: "reason-missing" };
  const parsed = editsSchema.safeParse(change.edits);
  if (!parsed.success)
    return { code: "change-invalid", values: { field: String(parsed.error.issues[0]?.path.at(-1) ?? "") } };
  return change.edits.some((edit) => edit.what === "rule" && edit.id === BASE_RULE && !edit.terms)
    ? { code: "base-stays" }
    : undefined;
}

const settingOf = (edit: PriceEdit): { name: string; value: Record<string, unknown> | null } | undefined => {
  switch (edit.what) {
    case "rule":
      return undefined;
    case "rounding":
      return { name: `rounding:${edit.currency}`, value: edit.to && { to: edit.to } };
    case "spread":
      return { name: "spread", value: edit.percent === null ? null : { percent: edit.percent } };
    case "card-fee":
      return { name: "card-fee", value: edit.fee && { ...edit.fee } };
    case "tax":
      return { name: "tax", value: { on: edit.on } };
    case "tax-rate":
      return { name: `tax:${edit.country}`, value: edit.rate && { ...edit.rate } };
  }
};

async function store(ctx: Ctx, changeId: string, edits: PriceEdit[]): Promise<void> {
  const book = await readBookRows(ctx);
  const rules = edits.flatMap((edit) => {
    if (edit.what !== "rule") return [];
    const { scope, percent, leastMinor, flatMinor, currency, mayLose } = edit.terms ?? {
      scope: book.rules.find(({ id }) => id === edit.id)?.scope,
      percent: "0",
      leastMinor: 0,
      flatMinor: 0,
      currency: "USD",
      mayLose: false,
    };
    const terms = { marginPercent: percent, leastMinor, flatMinor, currency, mayLose };
    return [{ ...scope, ...terms, changeId, ruleId: edit.id, removed: edit.terms === null }];
  });
  const settings = edits.flatMap((edit) => settingOf(edit) ?? []);
  if (rules.length > 0) await ctx.db.insert(marginRules).values(rules);
  if (settings.length > 0)
    await ctx.db.insert(priceSettings).values(settings.map((setting) => ({ ...setting, changeId })));
}

interface Making {
  part: "prices" | "tax";
  edits: PriceEdit[];
  belowCost: number | null;
}

/** Under the lock that lets one at a time change prices. */
async function makeVersion(ctx: Ctx, change: PriceChange, making: Making): Promise<Changed> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtext('price_changes'))`);
  const [known] = await ctx.db
    .select({ n: priceChanges.n })
    .from(priceChanges)
    .where(sql`${priceChanges.requestId} = ${change.requestId}`);
  if (known) return ok(known);
  if ((await readVersion(ctx)) !== change.basis) return fail({ code: "changed-meanwhile" });
  const id = newId();
  const { part, edits, belowCost } = making;
  const [made] = await ctx.db
    .insert(priceChanges)
    .values({
      id,
      part,
      reason: change.reason.trim(),
      madeBy: ctx.actor.id,
      belowCost,
      requestId: change.requestId,
      restores: change.restores ?? null,
      ...(change.from ? { takesEffectAt: change.from } : {}),
    })
    .returning({ n: priceChanges.n });
  await store(ctx, id, edits);
  const n = made?.n ?? 0;
  await noteStaffAction(ctx, {
    action: part === "tax" ? "tax-changed" : "prices-changed",
    subject: { kind: "price-change", id },
    reason: change.reason.trim(),
    data: {
      n,
      edits,
      from: change.from?.toISOString() ?? null,
      ...(belowCost ? { confirmedBelowCost: belowCost } : {}),
    },
  });
  return ok({ n });
}

async function whenOf(ctx: Ctx, from: Date | null): Promise<Result<Date | null, PriceChangeFailure>> {
  if (!from) return ok(null);
  const now = (await readAppTime(ctx)).getTime();
  if (from.getTime() < now - SLACK_MS) return fail({ code: "in-the-past" });
  return ok(from.getTime() <= now ? null : from);
}

/**
 * Staff change how prices are made, at once or from a moment on: a new version, with who, why and from when. What would sell below cost is
 * refused until it is confirmed; the confirmation stands in the log of what staff did. Quotes that were given stay as they are.
 * @throws NotPermitted
 */
export async function changePrices(ctx: Ctx & { providers: Sellers }, change: PriceChange): Promise<Changed> {
  assertMay(ctx.actor, "prices.write");
  const wrong = check(change);
  if (wrong) return fail(wrong);
  const when = await whenOf(ctx, change.from);
  if (!when.ok) return when;
  const [book, planned] = await Promise.all([
    readBookRows(ctx),
    readBookRows(ctx, { version: change.basis }),
  ]);
  if (sameScope(applyEdits(planned, change.edits))) return fail({ code: "same-scope" });
  const losing = await countBelowCost(ctx, { before: book, edits: change.edits });
  if (losing > 0 && !change.confirmed) return fail({ code: "below-cost", values: { products: losing } });
  const edits = confirmedEdits(change.edits, losing > 0);
  return inTransaction(ctx, (tx) =>
    makeVersion(tx, { ...change, from: when.value }, { part: "prices", edits, belowCost: losing || null }),
  );
}

/** Staff change the taxes that prices contain. @throws NotPermitted */
export async function changeTax(
  ctx: Ctx,
  change: Omit<PriceChange, "confirmed" | "restores">,
): Promise<Changed> {
  assertMay(ctx.actor, "tax.write");
  const given = { ...change, confirmed: false };
  const wrong = check(given);
  if (wrong) return fail(wrong);
  if (change.edits.some(({ what }) => what !== "tax" && what !== "tax-rate"))
    return fail({ code: "change-invalid", values: { field: "tax" } });
  const when = await whenOf(ctx, change.from);
  if (!when.ok) return when;
  return inTransaction(ctx, (tx) =>
    makeVersion(tx, { ...given, from: when.value }, { part: "tax", edits: change.edits, belowCost: null }),
  );
}
