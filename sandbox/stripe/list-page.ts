import type { ParamReader } from "./read-params";
import type { StripeObject } from "./render-objects";
import { badParameter, noSuch } from "./stripe-error";

interface ListInput<Row> {
  /** In order of birth; the page shows the newest first. */
  rows: Row[];
  params: ParamReader;
  url: string;
  draw(row: Row): StripeObject;
}

/** One page in Stripe's list shape: `limit`, `starting_after`, `ending_before`, `created[gte]` and its kin. */
export function listPage<Row extends { id: string; created: number }>(input: ListInput<Row>): StripeObject {
  const { params } = input;
  const limit = params.integer("limit") ?? 10;
  if (limit < 1 || limit > 100) throw badParameter("limit", "Limit must be between 1 and 100");
  const rows = withinTime(input.rows, params).toReversed();
  const after = params.text("starting_after");
  const before = params.text("ending_before");
  if (before !== null) {
    const end = indexOf(rows, before, "ending_before");
    const start = Math.max(0, end - limit);
    return page(rows.slice(start, end), { ...input, hasMore: start > 0 });
  }
  const start = after === null ? 0 : indexOf(rows, after, "starting_after") + 1;
  return page(rows.slice(start, start + limit), { ...input, hasMore: start + limit < rows.length });
}

function page<Row>(
  rows: Row[],
  input: { url: string; hasMore: boolean; draw(row: Row): StripeObject },
): StripeObject {
  return { object: "list", data: rows.map(input.draw), has_more: input.hasMore, url: input.url };
}

function indexOf(rows: { id: string }[], id: string, param: string): number {
  const index = rows.findIndex((row) => row.id === id);
  if (index === -1) throw noSuch("object", id, param);
  return index;
}

function withinTime<Row extends { created: number }>(rows: Row[], params: ParamReader): Row[] {
  if (!params.has("created")) return rows;
  if (typeof params.raw("created") === "string") {
    const at = params.integer("created");
    return rows.filter((row) => row.created === at);
  }
  const range = params.inside("created");
  const bounds = {
    gt: range.integer("gt") ?? Number.NEGATIVE_INFINITY,
    gte: range.integer("gte") ?? Number.NEGATIVE_INFINITY,
    lt: range.integer("lt") ?? Number.POSITIVE_INFINITY,
    lte: range.integer("lte") ?? Number.POSITIVE_INFINITY,
  };
  return rows.filter(
    ({ created }) =>
      created > bounds.gt && created >= bounds.gte && created < bounds.lt && created <= bounds.lte,
  );
}
