import type { SQL } from "drizzle-orm";
import type { BreakClass, SourceKind } from "./break-classes";

/** The time that is looked at, as instants of the database, and whose books. */
export interface Window {
  from: SQL;
  to: SQL;
  source: string;
}

/**
 * A way in which two books differ, as a query of its own:
 * subject, order, payment, attempt, line, ours and theirs in micros, currency, time of what it is about.
 */
export interface BreakRule {
  class: BreakClass;
  of: SourceKind | readonly SourceKind[];
  query(window: Window): SQL;
}
