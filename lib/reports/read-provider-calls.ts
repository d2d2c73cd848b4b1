import type { Ctx } from "@/db/context";
import { runStatement, type Place } from "@/db/run-statement";
import { assertMay } from "@/lib/core/permissions";
import type { ProviderName } from "@/lib/providers/spec";
import type { ProviderCall, ProviderCallPage } from "./types";

const LIST = `c.id, c.provider, c.purpose, c.attempt_id, a.order_id, c.reference, c.method, c.path, c.request, c.status, c.answer, c.verdict,
  c.ms, c.at`;

/** An order has a few attempts, and each is asked about every few minutes for a day at most. */
const MOST_OF_ORDER = 200;
/** Among so many of the newest a text is looked for. */
const SEARCHED = 20_000;

const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));

function callOf(row: unknown[]): ProviderCall {
  const [
    id,
    provider,
    purpose,
    attemptId,
    orderId,
    reference,
    method,
    path,
    request,
    status,
    answer,
    verdict,
    ms,
    at,
  ] = row;
  return {
    id: Number(id),
    provider: String(provider),
    purpose: String(purpose),
    attemptId: textOrNull(attemptId),
    orderId: textOrNull(orderId),
    reference: textOrNull(reference),
    method: String(method),
    path: String(path),
    request: textOrNull(request),
    status: status === null ? null : Number(status),
    answer: textOrNull(answer),
    verdict: String(verdict),
    ms: Number(ms),
    at: new Date(String(at)).toISOString(),
  };
}

/** What was asked of providers for an order and what they answered, the oldest first. @throws NotPermitted */
export async function readOrderCalls(ctx: Ctx, { orderId }: { orderId: string }): Promise<ProviderCall[]> {
  assertMay(ctx.actor, "orders.read");
  const rows = await runStatement(
    ctx,
    (place) => `select * from (select ${LIST} from attempts a join provider_calls c on c.attempt_id = a.id
      where a.order_id = ${place(orderId)} order by c.id desc limit ${MOST_OF_ORDER}) c order by c.id`,
  );
  return rows.map(callOf);
}

export interface ProviderCallsInput {
  provider: ProviderName;
  /** Which call of its kit: `submit`. */
  purpose?: string | undefined;
  /** Only what was refused, was not answered, or could not be sent. */
  trouble?: boolean;
  /** One of our references, else a text in what was asked or answered, among the newest. */
  search?: string | undefined;
  /** Continue with what is older than this note. */
  before?: number | undefined;
  limit: number;
}

/** Word for word the condition of the index. */
const TROUBLE = `(c.verdict <> 'answered' or c.status >= 400)`;

const REFERENCE = /^hl-[a-z0-9]+-\d+$/;

function conditions(place: Place, input: ProviderCallsInput): string[] {
  const { provider, purpose, trouble, search, before } = input;
  const found = search && !REFERENCE.test(search) ? place(search) : undefined;
  return [
    `c.provider = ${place(provider)}`,
    ...(purpose ? [`c.purpose = ${place(purpose)}`] : []),
    ...(trouble ? [TROUBLE] : []),
    ...(before ? [`c.id < ${place(before)}`] : []),
    ...(search && !found
      ? [
          `c.attempt_id = (select id from attempts where provider = ${place(provider)} and reference = ${place(search)})`,
        ]
      : []),
    ...(found
      ? [
          `(position(lower(${found}) in lower(c.path || ' ' || coalesce(c.request, '') || ' ' || coalesce(c.answer, ''))) > 0)`,
        ]
      : []),
  ];
}

/** One page of a provider's calls, the newest first, by keyset. @throws NotPermitted */
export async function readProviderCalls(ctx: Ctx, input: ProviderCallsInput): Promise<ProviderCallPage> {
  assertMay(ctx.actor, "supply.read");
  const rows = await runStatement(ctx, (place) => {
    const { provider, limit } = input;
    // A value is placed only where it is asked for: the server wants to know the type of each.
    const newest = () => `select * from provider_calls where provider = ${place(provider)}
      ${input.before ? `and id < ${place(input.before)}` : ""} order by id desc limit ${SEARCHED}`;
    const from = input.search && !REFERENCE.test(input.search) ? `(${newest()})` : "provider_calls";
    return `select ${LIST} from ${from} c left join attempts a on a.id = c.attempt_id
      where ${conditions(place, input).join(" and ")} order by c.id desc limit ${place(limit + 1)}::int`;
  });
  const calls = rows.slice(0, input.limit).map(callOf);
  return { calls, older: rows.length > input.limit ? (calls.at(-1)?.id ?? null) : null };
}
