import { is, Placeholder } from "drizzle-orm";
import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type { Ctx } from "./context";

/** Takes a value as a parameter and gives its place in the text: `$1`. Objects become JSON, nothing becomes null. */
export type Place = (value: unknown) => string;

/** Without parameters the driver would send plain text, planned at each call. Known to it, not to its types. */
const PREPARED = { prepare: true, simple: false };

type Wire = string | number | boolean | null;

function wireValue(value: unknown): Wire {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return JSON.stringify(value);
}

function send(ctx: Pick<Ctx, "db">, text: string, values: Wire[]): Promise<unknown[][]> {
  const { session } = ctx.db._;
  // By its kind, not its class: pages and route handlers are bundled apart and each bring a copy of the class.
  if (!is(session, PostgresJsSession)) throw new Error("Not a connection of ours");
  session.logger.logQuery(text, values);
  // Sent now, not when awaited: statements of one transaction run in the order they were called, and need not wait for each other.
  return session.client.unsafe(text, values, PREPARED).values().execute();
}

/**
 * Runs a statement written by hand on the caller's connection or transaction, prepared once a connection. For the hot verbs alone: building
 * a query anew for each call costs more than the database does. Rows come as arrays in the order of the select list; see `row-of.ts`.
 * @param write writes the text; values enter it through `place` only
 */
export async function runStatement(
  ctx: Pick<Ctx, "db">,
  write: (place: Place) => string,
): Promise<unknown[][]> {
  const values: Wire[] = [];
  const text = write((value) => `$${values.push(wireValue(value))}`);
  return send(ctx, text, values);
}

/** A select of the query builder whose text is built once; its placeholders are filled by name at each call. */
export function prepareSelect(query: { toSQL(): { sql: string; params: unknown[] } }) {
  const { sql: text, params } = query.toSQL();
  return (ctx: Pick<Ctx, "db">, given: Record<string, unknown>): Promise<unknown[][]> =>
    send(
      ctx,
      text,
      params.map((param) => wireValue(is(param, Placeholder) ? given[param.name] : param)),
    );
}
