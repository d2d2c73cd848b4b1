import type { Failure } from "@/lib/core/failure";
import { fail, type Result } from "@/lib/core/result";
import { readStaffNames } from "@/lib/reports";
import type { AppCtx } from "@/lib/runtime";

/** Who has a case is told by address. */
export async function nameColleague<Value>(
  ctx: AppCtx,
  result: Result<Value, Failure>,
): Promise<Result<Value, Failure>> {
  if (result.ok || result.failure.code !== "somebody-else") return result;
  const by = String(result.failure.values?.["by"] ?? "");
  const names = await readStaffNames(ctx, [by]);
  return fail({ code: "somebody-else", values: { by: names.get(by) ?? "" } });
}
