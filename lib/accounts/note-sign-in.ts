import type { Ctx } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";

/** Keeps that somebody of staff came in. */
export async function noteSignIn(ctx: Ctx, userId: string): Promise<void> {
  const actor = { kind: "staff" as const, id: userId };
  await noteStaffAction({ ...ctx, actor }, { action: "signed-in", subject: { kind: "staff", id: userId } });
}
