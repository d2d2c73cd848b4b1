import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { newId } from "@/lib/core/ids";

/** Makes a shelf with one operator and product, and `count` orders of one line each with their payments; number, address and time count up. */
export async function seedOrders(
  ctx: Ctx,
  options: { count: number; state?: string; sameTime?: boolean },
): Promise<void> {
  const { count, state = "delivered", sameTime = false } = options;
  const [operator, product, offer, recipient] = [newId(), newId(), newId(), newId()];
  const run = operator.slice(-12);
  const at = sameTime
    ? sql`timestamptz '2026-11-01 10:00:00.123456+00'`
    : sql`timestamptz '2026-11-01 10:00:00.123456+00' + i * interval '1 microsecond'`;
  await ctx.db.execute(sql`
    with operator as (
      insert into operators (id, country, name, slug, match_name)
      values (${operator}, 'NG', 'MTN', ${run}, ${run}) returning id),
    product as (
      insert into products (id, operator_id, kind, key, denomination, currency, face_minor)
      values (${product}, ${operator}, 'airtime', 'k', 'fixed', 'NGN', 1000000) returning id)
    insert into offers (id, product_id, provider, sku, provider_operator_id, country, order_currency, order_minor,
      face_min_minor, face_max_minor, wallet_currency, order_units_per_wallet_unit)
    values (${offer}, ${product}, 'reloadly', ${run}, '341', 'NG', 'USD', 650, 1000000, 1000000, 'USD', 1)`);
  await ctx.db.execute(sql`
    insert into recipients (id, token, number, country, operator_id, confidence)
    values (${recipient}, ${run}, '+2348031234567', 'NG', ${operator}, 'prefix-only')`);
  await ctx.db.execute(sql`
    create temporary table seeds on commit preserve rows as
    select i, gen_random_uuid() as id, gen_random_uuid() as checkout, gen_random_uuid() as quote, ${at} as at
    from generate_series(1, ${count}::int) i`);
  await ctx.db.execute(
    sql`insert into checkouts (id, buyer_id, currency) select checkout, 'guest', 'USD' from seeds`,
  );
  await ctx.db.execute(sql`
    insert into quotes (id, checkout_id, recipient_id, operator_id, product_id, offer_id, face_minor, face_currency,
      total_minor, total_currency, price, cost_micros, cost_currency, expires_at)
    select quote, checkout, ${recipient}::uuid, ${operator}::uuid, ${product}::uuid, ${offer}::uuid, 1000000, 'NGN', 1142, 'USD',
      '{"worthMinor":1061,"rateAddsMinor":31,"feeMinor":50,"taxMinor":null}', 6500000, 'USD', at from seeds`);
  await ctx.db.execute(sql`
    insert into payments (id, checkout_id, state, amount_minor, captured_minor, currency, session_request, session_expires_at,
      payment_intent_id, session_id)
    select gen_random_uuid(), checkout, 'captured', 1142, 1142, 'USD', '{}', at,
      'pi_' || replace(id::text, '-', ''), 'cs_' || replace(id::text, '-', '') from seeds`);
  await ctx.db.execute(sql`
    insert into orders (id, public_id, checkout_id, line, quote_id, operator_id, product_id, state, number, country, email,
      face_minor, face_currency, total_minor, total_currency, reference_stem, created_at)
    select id, substr(translate(md5(id::text), 'ilou', '0000'), 1, 26), checkout, 1, quote, ${operator}::uuid, ${product}::uuid, ${state},
      '+23480312' || lpad(i::text, 5, '0'), 'NG', 'Buyer' || i || '@Example.org', 1000000, 'NGN', 1142, 'USD', 'hl-x', at from seeds`);
  await ctx.db.execute(sql`
    insert into attempts (id, order_id, n, offer_id, provider, reference, state, request, request_hash, number, lease_token, lease_until)
    select gen_random_uuid(), id, 1, ${offer}::uuid, 'reloadly', 'hl-' || substr(md5(id::text), 1, 10) || '-1', 'delivered', '{}', '', '+1', 't', at
    from seeds`);
  await ctx.db.execute(sql`
    insert into order_events (order_id, seq, event, to_state, actor)
    select id, n, 'e', 'draft', 'buyer:guest-secret' from seeds, generate_series(1, 3) n`);
  await ctx.db.execute(sql`
    insert into payment_events (payment_id, seq, event, to_state, actor)
    select payments.id, 1, 'e', 'open', 'system:worker' from seeds join payments on payments.checkout_id = seeds.checkout`);
  await ctx.db.execute(sql`
    insert into ledger_entries (posting_id, kind, account, currency, micros, order_id, checkout_id)
    select quote, 'hold', side.account, 'USD', side.micros, id, checkout
    from seeds cross join (values ('card-holds', 1), ('buyers-held', -1)) side (account, micros)`);
  await ctx.db.execute(sql`
    insert into money_intents (id, payment_id, kind, n, amount_minor, idempotency_key)
    select gen_random_uuid(), payments.id, 'capture', 1, 1142, payments.id::text from seeds join payments on payments.checkout_id = seeds.checkout`);
  await ctx.db.execute(sql`
    insert into mails (id, dedupe_key, template, to_address, order_id, data, state)
    select gen_random_uuid(), id::text, 'receipt', 'x@example.org', id, '{}', 'sent' from seeds`);
  await ctx.db.execute(sql`drop table seeds`);
  await ctx.db.execute(sql`analyze`);
}
