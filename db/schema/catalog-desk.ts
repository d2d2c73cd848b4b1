import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { importRuns, offers } from "./catalog";
import { at, id } from "./columns";

/** What staff took off sale or hid, and why: a row stands while it is off. `enabled` of operators and products follows it. */
export const catalogSwitches = pgTable(
  "catalog_switches",
  {
    kind: text("kind", { enum: ["country", "operator", "product", "promotion"] }).notNull(),
    /** An id, or a country's code. */
    subject: text("subject").notNull(),
    reason: text("reason").notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: at("made_at").notNull().default(appNow),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subject] })],
);

/** Decisions of staff on whose an operator is, with all that is needed to take one back. */
export const catalogDecisions = pgTable(
  "catalog_decisions",
  {
    id: id(),
    kind: text("kind", { enum: ["map", "merge"] }).notNull(),
    /** A provider's operator that was mapped, or the row of ours that was given up. */
    subject: uuid("subject").notNull(),
    /** As staff read it: provider, names and country. */
    told: jsonb("told")
      .$type<{ provider?: string; country: string; from: string; to: string | null }>()
      .notNull(),
    before: jsonb("before").$type<Record<string, unknown>>().notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: at("made_at").notNull().default(appNow),
    undoneBy: text("undone_by"),
    undoneAt: at("undone_at"),
  },
  (table) => [
    index("catalog_decisions_made").on(table.madeAt.desc()),
    index("catalog_decisions_subject").on(table.subject, table.madeAt.desc()),
  ],
);

/** What a run of the import found to be different; of a long list the first ones. */
export const importChanges = pgTable(
  "import_changes",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    runId: uuid("run_id")
      .notNull()
      .references(() => importRuns.id),
    change: text("change", { enum: ["new", "price", "terms", "name", "back", "gone"] }).notNull(),
    offerId: uuid("offer_id")
      .notNull()
      .references(() => offers.id),
    before: jsonb("before").$type<Record<string, unknown>>(),
    after: jsonb("after").$type<Record<string, unknown>>(),
  },
  (table) => [
    index("import_changes_run").on(table.runId, table.change, table.id),
    index("import_changes_offer")
      .on(table.offerId)
      .where(sql`${table.change} <> 'new'`),
  ],
);
