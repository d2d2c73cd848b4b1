import { inTransaction } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import { fail, ok, type Result } from "@/lib/core/result";
import { checkCode, lockFactor, raiseSession, type CodeFailure, type CodeKind } from "./check-code";
import type { FactorCtx } from "./factor-terms";

/** Who acts has typed a code of their authenticator, or one for who has lost it: their session may move money for a time. */
export async function enterCode(
  ctx: FactorCtx,
  { code, sessionId }: { code: string; sessionId: string },
): Promise<Result<CodeKind, CodeFailure>> {
  return inTransaction(ctx, async (tx) => {
    const factor = await lockFactor(tx);
    if (!factor?.confirmedAt) return fail({ code: "factor-missing" });
    const checked = await checkCode(tx, factor, code);
    if (!checked.ok) return checked;
    await raiseSession(tx, sessionId);
    await noteStaffAction(tx, {
      action: "code-entered",
      subject: { kind: "staff", id: tx.actor.id },
      data: { with: checked.value },
    });
    return ok(checked.value);
  });
}
