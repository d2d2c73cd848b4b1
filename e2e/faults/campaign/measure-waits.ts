import { createPolicy } from "@/lib/core/policy";
import type { Estate } from "./open-estate";

/** Milliseconds as they passed; waits of the shop in them are shortened by the campaign's scale. */
export interface Spread {
  count: number;
  p50: number;
  p99: number;
  most: number;
}

export interface Waits {
  /** From the hold of the card to the claim, where nothing but a living worker was lacking. */
  claimedAfter: Spread;
  /** From the end of a lease whose holder had died or fallen behind to the moment somebody noticed. */
  takenOverAfter: Spread;
}

/** Real deadlines of providers, in milliseconds: a lease outlives them by the slack of the policy. */
const DEADLINES: Record<string, number> = {
  reloadly: 90_000,
  telecom: 30_000,
  valuetopup: 130_000,
  bitrefill: 30_000,
  a1topup: 60_000,
};
/** These may make an order wait for their pace. */
const PACED = ["bitrefill", "a1topup"];

function spreadOf(values: number[]): Spread {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: sorted.at(-1) ?? 0 };
}

/** How long orders waited for a worker. Before the shop's clock is moved, which events are dated by. */
export async function measureWaits(estate: Estate): Promise<Waits> {
  const sql = estate.sql();
  const claims = await sql<{ ms: number }[]>`
    select (extract(epoch from claim.at - hold.at) * 1000)::float8 as ms
    from order_events hold
    join lateral (select min(at) as at from order_events where order_id = hold.order_id and event = 'claimed') claim on claim.at is not null
    join attempts a on a.order_id = hold.order_id and a.n = 1
    join orders o on o.id = hold.order_id join payments p using (checkout_id)
    where hold.event = 'payment_authorised' and a.provider not in ${sql(PACED)}
      and not p.under_review and p.held_back is null
      and not exists (select 1 from order_events e where e.order_id = hold.order_id and e.event = 'answer_rejected' and e.at < claim.at)`;
  const takeovers = await sql<{ provider: string; ms: number }[]>`
    select a.provider, (extract(epoch from over.at - sent.at) * 1000)::float8 as ms
    from order_events over
    join lateral (select max(at) as at from order_events
      where order_id = over.order_id and seq < over.seq and event in ('claimed', 'sent_again')) sent on true
    join lateral (select provider from attempts where order_id = over.order_id and created_at <= over.at order by n desc limit 1) a on true
    where over.event = 'lease_over'`;
  const policy = createPolicy(estate.options.timeScale);
  const leaseOf = (provider: string): number => policy.scaled(DEADLINES[provider] ?? 0) + policy.leaseSlack;
  return {
    claimedAfter: spreadOf(claims.map(({ ms }) => ms)),
    takenOverAfter: spreadOf(takeovers.map(({ provider, ms }) => ms - leaseOf(provider))),
  };
}
