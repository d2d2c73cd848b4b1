/** Where a page of the log ends: the moment to the microsecond, and the row among those of the same one. */
export interface AuditPlace {
  at: string;
  key: string;
}

export interface AuditFilter {
  /** Id or e-mail address of somebody of staff. */
  actor?: string;
  action?: string;
  /** Id of what it was done to; of an order its public id too. */
  subject?: string;
  /** A part of the reason, in any letter case. */
  why?: string;
  /** ISO 8601; from inclusive, until exclusive. */
  from?: string;
  until?: string;
  before?: AuditPlace;
}

export interface AuditRow extends AuditPlace {
  actorId: string;
  /** Their address, or what is known of them. */
  by: string;
  action: string;
  subject: { kind: string; id: string } | null;
  reason: string | null;
  data: Record<string, unknown>;
}

export interface AuditPage {
  rows: AuditRow[];
  next: AuditPlace | null;
}
