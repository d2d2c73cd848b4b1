import { inTransaction, violatedConstraint, type Ctx } from "@/db/context";
import { rowOf } from "@/db/row-of";
import { runStatement } from "@/db/run-statement";
import { limitVersions, type StoredLimits } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { limitsSchema, LIMITS, readStoredLimits, storeLimits, type Limits } from "@/lib/risk";

export interface StandingLimits {
  /** Nought before anybody has changed them. */
  version: number;
  limits: Limits;
}

const versionRow = rowOf(limitVersions);

/** The limits that count now: the newest that staff have made, else the usual ones. */
export async function readLimits(ctx: Ctx): Promise<StandingLimits> {
  const [found] = await runStatement(
    ctx,
    () => `select ${versionRow.list("v")} from limit_versions v order by version desc limit 1`,
  );
  if (!found) return { version: 0, limits: LIMITS };
  const { version, limits } = versionRow.read(found);
  return { version, limits: readStoredLimits(limits) };
}

export type LimitChangeFailure = Failure<
  /** `values.field`: which is no whole number, or below that of a shorter span. */
  | "limits-invalid"
  | "note-missing"
  /** Somebody else has changed them since the form was made. */
  | "limits-changed"
>;

/** Every limit of a row by its name: `buyer.day.orders`. */
const flat = (limits: StoredLimits): Map<string, number> =>
  new Map(
    Object.entries(limits).flatMap(([of, spans]) =>
      Object.entries(spans).flatMap(([span, { orders, worthMinor }]): [string, number][] => [
        [`${of}.${span}.orders`, orders],
        [`${of}.${span}.worthMinor`, worthMinor],
      ]),
    ),
  );

/** What changed, for the audit log: `buyer.day.orders: 40 → 50`. */
function differences(before: StoredLimits, after: StoredLimits): Record<string, string> {
  const was = flat(before);
  const changed = [...flat(after)].filter(([name, value]) => was.get(name) !== value);
  return Object.fromEntries(changed.map(([name, value]) => [name, `${was.get(name) ?? ""} → ${value}`]));
}

/**
 * Other limits from now on. What was paid before keeps its way.
 * @param input.from the version the form was made from
 * @throws NotPermitted
 */
export async function changeLimits(
  ctx: Ctx,
  input: { from: number; limits: Limits; note: string },
): Promise<Result<{ version: number }, LimitChangeFailure>> {
  assertMay(ctx.actor, "limits.write");
  const read = limitsSchema.safeParse(storeLimits(input.limits));
  if (!read.success)
    return fail({ code: "limits-invalid", values: { field: read.error.issues[0]?.path.join(".") ?? "" } });
  const note = input.note.trim();
  if (note.length < 5) return fail({ code: "note-missing" });
  const version = input.from + 1;
  try {
    return await inTransaction(ctx, async (tx): Promise<Result<{ version: number }, LimitChangeFailure>> => {
      const before = await readLimits(tx);
      if (before.version !== input.from) return fail({ code: "limits-changed" });
      await tx.db.insert(limitVersions).values({ version, limits: read.data, note, madeBy: tx.actor.id });
      await noteStaffAction(tx, {
        action: "limits-changed",
        subject: { kind: "limits", id: String(version) },
        reason: note,
        data: differences(storeLimits(before.limits), read.data),
      });
      return ok({ version });
    });
  } catch (error) {
    if (violatedConstraint(error) === "limit_versions_pkey") return fail({ code: "limits-changed" });
    throw error;
  }
}
