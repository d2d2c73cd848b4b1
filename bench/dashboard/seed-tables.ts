/** Operators of the seed, in so many countries. */
const OPERATORS = 400;
const COUNTRIES =
  "NG,GH,KE,IN,PK,BD,PH,MX,HT,JM,SN,CM,CI,EG,MA,NP,LK,VN,ID,ET,UG,TZ,ZM,ZW,DO,GT,SV,HN,NI,CO,PE,EC,BO,BR,TR,UA,GE,AM,UZ,KZ";

/** A number below `most` that is the same for the same row and purpose. */
const dice = (purpose: number, most: number): string => `(abs(hashint8extended(i, ${purpose})) % ${most})`;

/** An id in the order of time: 48 bits of milliseconds, then the row. */
const idOf = (sort: string): string =>
  `(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7${sort}' || '8' || lpad(to_hex(i), 15, '0'))::uuid`;

/** The shelf: operators, a product of each kind, an offer of each; one recipient for all quotes. */
export const SHELF: readonly string[] = [
  `create function pg_temp.shelf_id(sort int, n int) returns uuid language sql immutable as
    $$ select ('00000000-0000-7000-8' || lpad(to_hex(sort), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid $$`,
  `insert into operators (id, country, name, slug, match_name)
    select pg_temp.shelf_id(1, n), (string_to_array('${COUNTRIES}', ','))[1 + n % 40], 'Operator ' || n, 'operator-' || n, 'operator ' || n
    from generate_series(0, ${OPERATORS - 1}) n`,
  `insert into products (id, operator_id, kind, key, denomination, currency, face_minor, description)
    select pg_temp.shelf_id(2 + k, n), pg_temp.shelf_id(1, n), (array['airtime', 'data', 'bundle', 'plan'])[1 + k], 'k' || k, 'fixed', 'USD', 500,
      case when k = 0 then '' else 'Package ' || k end
    from generate_series(0, ${OPERATORS - 1}) n, generate_series(0, 3) k`,
  `insert into offers (id, product_id, provider, sku, provider_operator_id, country, order_currency, order_minor, face_min_minor, face_max_minor,
      wallet_currency, order_units_per_wallet_unit)
    select pg_temp.shelf_id(16 + k, n), pg_temp.shelf_id(2 + k, n), 'reloadly', n || '-' || k, n::text, 'NG', 'USD', 500, 500, 500, 'USD', 1
    from generate_series(0, ${OPERATORS - 1}) n, generate_series(0, 3) k`,
  `insert into recipients (id, token, number, country, operator_id, confidence)
    select pg_temp.shelf_id(32, 0), 'seed', '+2348031234567', 'NG', pg_temp.shelf_id(1, 0), 'prefix-only'`,
];

const STATE = `case when ${dice(1, 100_000)} = 1 then 'review' when ${dice(1, 100_000)} = 2 then 'in_doubt' when ${dice(1, 100_000)} = 3 then 'accepted'
  when ${dice(1, 1000)} < 45 then 'undeliverable' when ${dice(1, 1000)} < 55 then 'cancelled' when ${dice(1, 1000)} < 90 then 'expired' else 'delivered' end`;

/** Rows from..to of \`all\` orders, spread evenly over the year that ends now: everything that the tables take is reckoned once, here. */
export const seedRows = (from: number, to: number, all: number): string => `
  create temporary table seeds on commit drop as
  select s.*, ${idOf("001")} as id, ${idOf("002")} as checkout, ${idOf("003")} as quote, ${idOf("004")} as payment, ${idOf("005")} as attempt,
    pg_temp.shelf_id(1, operator) as operator_id, pg_temp.shelf_id(2 + kind, operator) as product_id, pg_temp.shelf_id(16 + kind, operator) as offer_id,
    (string_to_array('${COUNTRIES}', ','))[1 + operator % 40] as country, (array['airtime', 'data', 'bundle', 'plan'])[1 + kind] as kind_name,
    state not in ('expired', 'cancelled') as tried,
    '+234' || (8000000000 + ${dice(6, 999_999_999)}) as number, 'buyer' || ${dice(7, 3_000_000)} || '@example.org' as email
  from (
    select i, timestamptz 'now' - interval '365 days' * (1 - i::float8 / ${all}) as at, ${STATE} as state,
      least(${dice(2, OPERATORS)}, ${dice(3, OPERATORS)})::int as operator, (${dice(4, 10)} / 3)::int as kind,
      (array['reloadly', 'reloadly', 'valuetopup', 'telecom', 'bitrefill'])[1 + ${dice(5, 5)}::int] as provider,
      300 + ${dice(8, 4700)} as minor, case when ${dice(9, 20)} < 17 then 'USD' when ${dice(9, 20)} < 19 then 'EUR' else 'GBP' end as currency,
      (500 + ${dice(10, 1000)} * ${dice(11, 100)} + ${dice(12, 60)} * 1000 * (${dice(13, 20)} / 18))::int as took
    from generate_series(${from}::bigint, ${to}) i) s`;

/** Each table from the reckoned rows. */
export const INSERTS: readonly string[] = [
  `insert into checkouts (id, buyer_id, email, currency, residence, paid_pressed_at, created_at)
    select checkout, 'guest', email, currency, 'US', at, at from seeds`,
  `insert into quotes (id, checkout_id, recipient_id, operator_id, product_id, offer_id, face_minor, face_currency, total_minor, total_currency, price,
      cost_micros, cost_currency, frozen, created_at, expires_at)
    select quote, checkout, pg_temp.shelf_id(32, 0), operator_id, product_id, offer_id, 500, 'USD', minor, currency,
      '{"worthMinor":null,"rateAddsMinor":null,"feeMinor":50,"taxMinor":null}', minor * 9000, 'USD', true, at, at from seeds`,
  `insert into orders (id, public_id, checkout_id, line, quote_id, operator_id, product_id, state, number, country, email, face_minor, face_currency,
      total_minor, total_currency, operator_reference, reference_stem, alerted_at, next_action_at, created_at, updated_at)
    select id, substr(translate(md5(i::text), 'ilou', '0000'), 1, 26), checkout, 1, quote, operator_id, product_id, state, number, country, email, 500, 'USD',
      minor, currency, case when state = 'delivered' then 'OP' || lpad(i::text, 12, '0') end, 'hl-' || i,
      case when state in ('in_doubt', 'accepted') then at end,
      case when state in ('review', 'in_doubt', 'accepted') then timestamptz 'now' + interval '5 minutes' end, at, at from seeds`,
  `insert into payments (id, checkout_id, state, amount_minor, currency, captured_minor, session_request, session_expires_at, session_id,
      payment_intent_id, card_brand, card_last4, created_at, updated_at)
    select payment, checkout, case when state = 'delivered' and i % 400 = 0 then 'refunded' when state = 'delivered' then 'captured'
        when state = 'expired' then 'expired' when state in ('undeliverable', 'cancelled') then 'voided' else 'authorised' end,
      minor, currency, case when state = 'delivered' then minor else 0 end, '{}', at, 'cs_seed' || i, 'pi_seed' || i, 'visa', '4242', at, at from seeds`,
  `insert into attempts (id, order_id, n, offer_id, provider, reference, state, request, request_hash, number, lease_token, lease_until,
      provider_reference, outcome, cost_micros, cost_currency, created_at, last_sent_at, settled_at)
    select attempt, id, 1, offer_id, provider, 'hl-seed' || i || '-1', case state when 'delivered' then 'delivered' when 'undeliverable' then 'rejected'
        when 'review' then 'in_doubt' else state end, '{}', '', number, 't', at, 'P' || i, '{}', minor * 9000, 'USD', at, at,
      case when state in ('delivered', 'undeliverable') then at + took * interval '1 millisecond' end from seeds where tried`,
  `insert into order_figures (order_id, created_at, country, operator_id, provider, kind, outcome, total_minor, total_currency, took_ms,
      revenue_micros, cost_micros, profit_micros)
    select id, at, country, operator_id, case when tried then provider else '' end, kind_name,
      case state when 'delivered' then 'delivered' when 'undeliverable' then 'failed' when 'cancelled' then 'cancelled' when 'expired' then 'unpaid' else 'open' end,
      minor, currency, case when state = 'delivered' then took end, case when state = 'delivered' then minor * 10000 else 0 end,
      case when state = 'delivered' then minor * 9000 else 0 end, case when state = 'delivered' then minor * 700 else 0 end from seeds`,
];
