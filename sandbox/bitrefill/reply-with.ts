import type { SandboxReply, SandboxRequest } from "../outside";

export interface WireError {
  status: number;
  message: string;
  code?: string;
}

/** The one error body; `error_code` is missing where the documents show none. */
export function replyError(request: SandboxRequest, error: WireError): SandboxReply {
  const { status, message, code } = error;
  return {
    status,
    json: { meta: { _endpoint: request.path }, message, ...(code ? { error_code: code } : {}) },
  };
}

/** `{ meta, data }`; the parameters are echoed as texts. */
export function replyData(
  request: SandboxRequest,
  data: unknown,
  meta: Record<string, unknown> = {},
): SandboxReply {
  return { json: { meta: { ...Object.fromEntries(request.query), ...meta, _endpoint: request.path }, data } };
}

const MOST_ROWS = 50;
const USUAL_ROWS = 25;

/** One page of a list, `_next` while more rows exist. */
export function replyPage<Row>(
  request: SandboxRequest,
  rows: Row[],
  show: (row: Row) => unknown,
): SandboxReply {
  const start = wholeOf(request.query.get("start"), 0);
  const limit = Math.min(Math.max(1, wholeOf(request.query.get("limit"), USUAL_ROWS)), MOST_ROWS);
  const page = rows.slice(start, start + limit);
  const next = new URLSearchParams(request.query);
  next.set("start", String(start + limit));
  next.set("limit", String(limit));
  const more = start + limit < rows.length;
  const host = request.headers["host"] ?? "127.0.0.1";
  return replyData(
    request,
    page.map((row) => show(row)),
    {
      start,
      limit,
      ...(more ? { _next: `http://${host}/bitrefill${request.path}?${next.toString()}` } : {}),
    },
  );
}

function wholeOf(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
}

/** `after` counts in, `before` does not; both `YYYY-MM-DD HH:MM:SS`, read as UTC. Undefined when one is unreadable. */
export function readPeriod(query: URLSearchParams): { after: number; before: number } | undefined {
  const after = timeOf(query.get("after"), 0);
  const before = timeOf(query.get("before"), Infinity);
  return after === undefined || before === undefined ? undefined : { after, before };
}

function timeOf(text: string | null, otherwise: number): number | undefined {
  if (text === null) return otherwise;
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const at = Date.parse(`${text.replace(" ", "T")}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** `2026-11-02T09:20:33.101Z`, or null. */
export const wireTime = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();
