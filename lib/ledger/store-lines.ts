import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import type { Micros } from "@/lib/core/money";
import { stripeLegs, type StripeMovement } from "./stripe-legs";

/** A movement of Stripe's as it is kept. */
export interface StripeLine extends StripeMovement {
  id: string;
  paymentIntentId: string | null;
  checkoutId: string | null;
  intentId: string | null;
  part: string | null;
  at: Date;
}

/** A line of a provider's statement as it is kept. */
export interface ProviderLine {
  reference?: string | undefined;
  providerReference: string;
  cost: Micros;
  state: "delivered" | "reversed" | "pending" | "failed";
  at: Date;
}

/**
 * Keeps movements of Stripe's and books what comes with them, each once: fees, changes of currency, disputes, payouts, refunds that failed.
 * What belongs to no payment of ours is kept and not booked.
 * @param lines a batch; in one statement
 * @returns how many were new
 */
export async function storeStripeLines(ctx: Ctx, runId: string, lines: StripeLine[]): Promise<number> {
  const rows = lines.map(({ id, kind, intentId, paymentIntentId, checkoutId, part, presented, at }) => ({
    line_id: id,
    kind,
    // Somebody else's may be anything.
    checkout_id: checkoutId && isUuid(checkoutId) ? checkoutId : null,
    ours: intentId,
    theirs: paymentIntentId,
    part,
    micros: presented.micros,
    currency: presented.currency,
    at: at.toISOString(),
  }));
  const legs = lines.flatMap((line) => stripeLegs(line).map((leg) => ({ line_id: line.id, ...leg })));
  const [row] = await runStatement(
    ctx,
    (place) => `with given as (
        select distinct on (line_id) * from jsonb_to_recordset(${place(rows)}::jsonb) as g(line_id text, kind text,
          checkout_id uuid, ours text, theirs text, part text, micros bigint, currency text, at timestamptz)),
      fresh as (
        insert into statement_lines (source, line_id, kind, ours, theirs, part, micros, currency, at, run_id, payment_id)
        select 'stripe', g.line_id, g.kind, g.ours, g.theirs, g.part, g.micros, g.currency, g.at, ${place(runId)}::uuid,
          -- A hold that we never heard of has left us no payment intent.
          coalesce(p.id, (select id from payments where checkout_id = g.checkout_id and payment_intent_id is null))
        from given g left join payments p on p.payment_intent_id = g.theirs
        on conflict do nothing returning line_id, theirs, payment_id),
      booked as (
        insert into ledger_entries (posting_id, kind, account, currency, micros, checkout_id)
        select l.posting_id, l.kind, l.account, l.currency, l.micros, p.checkout_id
        from jsonb_to_recordset(${place(legs)}::jsonb) as l(line_id text, posting_id uuid, kind text, account text,
          currency text, micros bigint)
        join fresh f on f.line_id = l.line_id left join payments p on p.id = f.payment_id
        where f.theirs is null or p.id is not null)
      select count(*) from fresh`,
  );
  return Number(row?.[0] ?? 0);
}

/** Keeps lines of a provider's statement; a line that is told again, as when it was taken back, is as it is told last. A batch in one statement. */
export async function storeProviderLines(
  ctx: Ctx,
  of: { runId: string; source: string },
  lines: ProviderLine[],
): Promise<void> {
  const rows = lines.map(({ reference, providerReference, cost, state, at }) => ({
    line_id: providerReference,
    ours: reference ?? null,
    state,
    micros: cost.micros,
    currency: cost.currency,
    at: at.toISOString(),
  }));
  await runStatement(
    ctx,
    (place) => `insert into statement_lines as kept
        (source, line_id, kind, ours, theirs, state, micros, currency, at, run_id, attempt_id)
      select distinct on (g.line_id) ${place(of.source)}::text, g.line_id, 'debit', g.ours, g.line_id, g.state, g.micros, g.currency,
        g.at, ${place(of.runId)}::uuid, coalesce(named.id, known.id)
      from jsonb_to_recordset(${place(rows)}::jsonb) as g(line_id text, ours text, state text, micros bigint, currency text,
        at timestamptz)
      left join attempts named on named.provider = ${place(of.source)}::text and named.reference = g.ours
      left join attempts known on known.provider = ${place(of.source)}::text and known.provider_reference = g.line_id
      on conflict (source, line_id) do update set state = excluded.state, micros = excluded.micros,
        currency = excluded.currency, ours = excluded.ours, at = excluded.at, run_id = excluded.run_id,
        attempt_id = coalesce(excluded.attempt_id, kept.attempt_id)`,
  );
}
