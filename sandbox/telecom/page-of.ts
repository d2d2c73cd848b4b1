import type { SandboxReply } from "../outside";
import { refuse, wireErrors } from "./refuse";

const USUAL_SIZE = 100;
const LARGEST_SIZE = 200;

const cursorOf = (from: number): string => Buffer.from(`from:${from}`).toString("base64url");

/** Where a page begins; undefined for a cursor that was not given out here. */
function readCursor(cursor: string | null): number | undefined {
  if (cursor === null) return 0;
  const match = /^from:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  return match ? Number(match[1]) : undefined;
}

/** `{ data, meta }` of one page, cursors null at both ends. */
export function pageOf<Row>(
  rows: Row[],
  query: URLSearchParams,
  describe: (row: Row) => Record<string, unknown>,
): SandboxReply {
  const from = readCursor(query.get("cursor"));
  const size = Number(query.get("per_page") ?? USUAL_SIZE);
  if (from === undefined || !Number.isInteger(size) || size < 1)
    return refuse(wireErrors.badRequest("cursor or per_page is not valid"));
  const perPage = Math.min(size, LARGEST_SIZE);
  const end = from + perPage;
  return {
    json: {
      data: rows.slice(from, end).map(describe),
      meta: {
        next_cursor: end < rows.length ? cursorOf(end) : null,
        prev_cursor: from > 0 ? cursorOf(Math.max(0, from - perPage)) : null,
        per_page: perPage,
      },
    },
  };
}
