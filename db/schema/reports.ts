import { boolean, index, integer, jsonb, pgTable } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { appNow } from "./app-now";
import { at } from "./columns";

/** One row each time the rules that hold at every moment were checked. Whoever writes it does the work. */
export const invariantRuns = pgTable(
  "invariant_runs",
  {
    /** The hour it is for: two processes never do the same one. */
    slot: at("slot").primaryKey(),
    /** Looked at everything, not only at what is open or changed. */
    complete: boolean("complete").notNull(),
    startedAt: at("started_at").notNull().default(appNow),
    /** Null while it runs, and for ever when its process died. */
    finishedAt: at("finished_at"),
    checkouts: integer("checkouts").notNull().default(0),
    violations: integer("violations").notNull().default(0),
    /** Rule and id of the first ones. */
    details: jsonb("details").$type<{ rule: string; id: string }[]>().notNull().default([]),
  },
  (table) => [
    index("invariant_runs_finished")
      .on(table.finishedAt.desc())
      .where(sql`${table.finishedAt} is not null`),
  ],
);
