import type { Ctx } from "@/db/context";
import { inTransaction } from "@/db/context";
import { staffNotes } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";

export type NoteFailure = Failure<"note-missing" | "too-long">;

const LONGEST = 2000;

/**
 * Keeps what staff want each other to know of an order or a buyer. It stays as it was written.
 * @param input.requestId of the form: sent twice, it is written once
 * @throws NotPermitted
 */
export async function writeNote(
  ctx: Ctx,
  input: { about: { orderId: string } | { customer: string }; text: string; requestId: string },
): Promise<Result<null, NoteFailure>> {
  assertMay(ctx.actor, "notes.write");
  const text = input.text.trim();
  if (text.length < 2) return fail({ code: "note-missing" });
  if (text.length > LONGEST) return fail({ code: "too-long" });
  const { about, requestId } = input;
  const subject =
    "orderId" in about
      ? { kind: "order" as const, id: about.orderId }
      : { kind: "customer" as const, id: about.customer.toLowerCase() };
  return inTransaction(ctx, async (tx): Promise<Result<null, NoteFailure>> => {
    const written = await tx.db
      .insert(staffNotes)
      .values({
        requestId,
        text,
        writtenBy: tx.actor.id,
        ...(subject.kind === "order" ? { orderId: subject.id } : { customer: subject.id }),
      })
      .onConflictDoNothing({ target: staffNotes.requestId })
      .returning({ id: staffNotes.id });
    if (written.length > 0) await noteStaffAction(tx, { action: "note-written", subject });
    return ok(null);
  });
}
