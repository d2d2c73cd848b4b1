import type { InferSelectModel } from "drizzle-orm";
import type { blocks, caseDecisions, caseLeases, refundProposals, staffNotes } from "@/db/schema";
import type { BlockKind } from "@/lib/customers/types";
import { money } from "@/lib/core/money";
import type { BlockView, DecisionView, LeaseView, NoteView, RefundProposalView } from "../types";

/** Addresses of staff by their ids. */
export type Names = ReadonlyMap<string, string>;

interface Reader {
  names: Names;
  /** Id of who looks. */
  me: string;
}

const nameOf = ({ names }: Pick<Reader, "names">, id: string): string => names.get(id) ?? "staff";

export const viewNote = (row: InferSelectModel<typeof staffNotes>, names: Names): NoteView => ({
  id: row.id,
  text: row.text,
  by: nameOf({ names }, row.writtenBy),
  at: row.at.toISOString(),
});

export function viewBlock(row: InferSelectModel<typeof blocks>, names: Names, now: Date): BlockView {
  const [kind = "", ...value] = row.key.split(":");
  const overAt = row.liftedAt ?? (row.endsAt && row.endsAt <= now ? row.endsAt : null);
  return {
    id: row.id,
    kind: kind as BlockKind,
    value: value.join(":"),
    reason: row.reason,
    by: nameOf({ names }, row.blockedBy),
    at: row.blockedAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    over: overAt && {
      at: overAt.toISOString(),
      by: row.liftedBy && nameOf({ names }, row.liftedBy),
      why: row.liftReason,
    },
  };
}

export const viewRefund = (
  row: InferSelectModel<typeof refundProposals>,
  reader: Reader,
): RefundProposalView => ({
  id: row.id,
  orderId: row.orderId,
  amount: money(row.amountMinor, row.currency),
  note: row.note,
  by: nameOf(reader, row.proposedBy),
  mine: row.proposedBy === reader.me,
  at: row.proposedAt.toISOString(),
});

export const viewDecision = (row: InferSelectModel<typeof caseDecisions>, reader: Reader): DecisionView => ({
  id: row.id,
  orderId: row.orderId,
  kind: row.kind,
  verdict: row.form["verdict"] ?? null,
  state: row.state,
  by: nameOf(reader, row.decidedBy),
  mine: row.decidedBy === reader.me,
  at: row.decidedAt.toISOString(),
  carryOutAt: row.carryOutAt.toISOString(),
  failure: row.failure,
});

export const viewLease = (row: InferSelectModel<typeof caseLeases>, reader: Reader): LeaseView => ({
  by: nameOf(reader, row.staffId),
  mine: row.staffId === reader.me,
  until: row.until.toISOString(),
  takenFrom: row.takenFrom && nameOf(reader, row.takenFrom),
  takenAt: row.takenAt.toISOString(),
});
