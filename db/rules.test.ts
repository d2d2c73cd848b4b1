import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId, newPublicId } from "@/lib/core/ids";
import {
  ATTEMPT_TRANSITIONS,
  ORDER_TRANSITIONS,
  PAYMENT_TRANSITIONS,
  type Transition,
} from "@/lib/core/transitions";
import { createTestDatabase, type TestDatabase } from "./testing";

/** What the database itself refuses, whatever the code above it does. */
let database: TestDatabase;
let sql: postgres.Sql;
let shop: Awaited<ReturnType<typeof stockShop>>;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  shop = await stockShop();
});
afterAll(async () => {
  await sql.end();
  await database.close();
});

async function stockShop() {
  const [operator, product, offer, recipient] = [newId(), newId(), newId(), newId()];
  await sql`insert into operators ${sql({ id: operator, country: "NG", name: "MTN", slug: "mtn", match_name: "mtn" })}`;
  await sql`insert into products ${sql({ id: product, operator_id: operator, kind: "airtime", key: "k", denomination: "fixed", currency: "NGN", face_minor: 100_000 })}`;
  await sql`insert into offers ${sql({
    id: offer,
    product_id: product,
    provider: "reloadly",
    sku: "s",
    provider_operator_id: "341",
    country: "NG",
    order_currency: "NGN",
    face_min_minor: 100_000,
    face_max_minor: 100_000,
    wallet_currency: "USD",
    order_units_per_wallet_unit: "1500",
  })}`;
  await sql`insert into recipients ${sql({ id: recipient, token: newPublicId(), number: "+2348031234567", country: "NG", confidence: "unknown" })}`;
  return { operator, product, offer, recipient };
}

async function newOrder(state = "authorised") {
  const [order, checkout, quote, payment] = [newId(), newId(), newId(), newId()];
  const { operator, product, offer, recipient } = shop;
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  await sql`insert into checkouts ${sql({ id: checkout, buyer_id: "b", currency: "USD" })}`;
  await sql`insert into quotes ${sql({
    id: quote,
    checkout_id: checkout,
    recipient_id: recipient,
    operator_id: operator,
    product_id: product,
    offer_id: offer,
    face_minor: 100_000,
    face_currency: "NGN",
    total_minor: 100,
    total_currency: "USD",
    price: "{}",
    cost_micros: 660_000,
    cost_currency: "USD",
    expires_at: soon,
  })}`;
  await sql`insert into orders ${sql({
    id: order,
    public_id: newPublicId(),
    checkout_id: checkout,
    line: 1,
    quote_id: quote,
    state,
    operator_id: operator,
    product_id: product,
    number: "+2348031234567",
    country: "NG",
    email: "a@b.c",
    face_minor: 100_000,
    face_currency: "NGN",
    total_minor: 100,
    total_currency: "USD",
    reference_stem: `hl-${order}`,
  })}`;
  await sql`insert into payments ${sql({
    id: payment,
    checkout_id: checkout,
    state: "authorised",
    amount_minor: 100,
    currency: "USD",
    session_request: "{}",
    session_expires_at: soon,
  })}`;
  return { order, checkout, payment };
}

let attempts = 0;
async function addAttempt(order: string, state: string, reference?: string) {
  attempts += 1;
  const id = newId();
  const soon = new Date(Date.now() + 60_000).toISOString();
  await sql`insert into attempts ${sql({
    id,
    order_id: order,
    n: attempts,
    offer_id: shop.offer,
    provider: "reloadly",
    state,
    reference: reference ?? `hl-${id}`,
    request: "{}",
    request_hash: "h",
    number: "+2348031234567",
    lease_token: "t",
    lease_until: soon,
  })}`;
  return id;
}

/** Code and constraint of what the database refused with; undefined when it took it. */
async function refusalOf(work: PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    return error.code === "23505" ? error.constraint_name : error.code;
  }
}

describe.each<[string, readonly Transition[]]>([
  ["orders", ORDER_TRANSITIONS],
  ["attempts", ATTEMPT_TRANSITIONS],
  ["payments", PAYMENT_TRANSITIONS],
])("the states of %s", (table, rows) => {
  const states = [...new Set(rows.flatMap(([from, , to]) => [from, to]))];
  let id: string;
  beforeEach(async () => {
    const made = await newOrder();
    id =
      table === "orders"
        ? made.order
        : table === "payments"
          ? made.payment
          : await addAttempt(made.order, "sending");
  });

  async function force(state: string) {
    await sql`alter table ${sql(table)} disable trigger ${sql(`${table}_transition`)}`;
    await sql`update ${sql(table)} set state = ${state} where id = ${id}`;
    await sql`alter table ${sql(table)} enable trigger ${sql(`${table}_transition`)}`;
  }

  test.each(states)("%s goes where the table says and nowhere else", async (from) => {
    const allowed = new Set(rows.filter((row) => row[0] === from).map((row) => row[2]));
    allowed.add(from);
    for (const to of [...states, "made-up"]) {
      await force(from);
      const refused = await refusalOf(sql`update ${sql(table)} set state = ${to} where id = ${id}`);
      expect([from, to, refused]).toEqual([from, to, allowed.has(to) ? undefined : "HL001"]);
    }
  });
});

describe("an order", () => {
  test("has one open attempt, in whatever open state", async () => {
    for (const open of ["sending", "in_doubt", "accepted"]) {
      const { order } = await newOrder();
      const first = await addAttempt(order, open);
      for (const second of ["sending", "in_doubt", "accepted"]) {
        expect(await refusalOf(addAttempt(order, second))).toBe("attempts_one_open");
      }
      await sql`update attempts set state = 'rejected' where id = ${first}`;
      expect(await refusalOf(addAttempt(order, "sending"))).toBeUndefined();
      // Not by the back door either: the ended one cannot be opened again.
      expect(await refusalOf(sql`update attempts set state = 'sending' where id = ${first}`)).toBe("HL001");
    }
  });
  test("shares no reference with another", async () => {
    const [one, two] = [await newOrder(), await newOrder()];
    await addAttempt(one.order, "sending", "hl-same-1");
    expect(await refusalOf(addAttempt(two.order, "sending", "hl-same-1"))).toBe(
      "attempts_provider_reference_ours",
    );
  });
});

describe("money", () => {
  let n = 0;
  const intend = (payment: string, kind: string, key?: string) => {
    n += 1;
    const row = {
      id: newId(),
      payment_id: payment,
      kind,
      n,
      amount_minor: 100,
      idempotency_key: key ?? newId(),
    };
    return sql`insert into money_intents ${sql(row)}`;
  };

  test.each([
    ["capture", "capture"],
    ["capture", "void"],
    ["void", "capture"],
    ["void", "void"],
  ])("after %s no %s is intended", async (first, second) => {
    const { payment } = await newOrder();
    await intend(payment, first);
    expect(await refusalOf(intend(payment, second))).toBe("money_intents_capture_or_void");
    await sql`update money_intents set state = 'confirmed' where payment_id = ${payment}`;
    expect(await refusalOf(intend(payment, second))).toBe("money_intents_capture_or_void");
    await sql`update money_intents set state = 'refused' where payment_id = ${payment}`;
    expect(await refusalOf(intend(payment, second))).toBeUndefined();
  });
  test("is paid back more than once when it must, one at a time, each under a key of its own", async () => {
    const { payment } = await newOrder();
    const confirm = () => sql`update money_intents set state = 'confirmed' where payment_id = ${payment}`;
    await intend(payment, "capture");
    expect(await refusalOf(intend(payment, "refund"))).toBe("money_intents_open");
    await confirm();
    await intend(payment, "refund", "refund-1");
    expect(await refusalOf(intend(payment, "refund"))).toBe("money_intents_open");
    await confirm();
    expect(await refusalOf(intend(payment, "refund"))).toBeUndefined();
    await confirm();
    expect(await refusalOf(intend(payment, "refund", "refund-1"))).toBe("money_intents_key");
  });
  test("of a checkout comes from one payment, and a payment intent pays for one", async () => {
    const [one, two] = [await newOrder(), await newOrder()];
    await sql`update payments set payment_intent_id = 'pi_1' where id = ${one.payment}`;
    expect(
      await refusalOf(sql`update payments set payment_intent_id = 'pi_1' where id = ${two.payment}`),
    ).toBe("payments_payment_intent");
    expect(
      await refusalOf(sql`update payments set checkout_id = ${one.checkout} where id = ${two.payment}`),
    ).toBe("payments_checkout");
  });
});

describe("history", () => {
  test("of orders, payments and money is written once and never changed", async () => {
    const { order, payment } = await newOrder();
    await sql`insert into order_events ${sql({ order_id: order, seq: 1, event: "e", to_state: "draft", actor: "t" })}`;
    await sql`insert into payment_events ${sql({ payment_id: payment, seq: 1, event: "e", to_state: "open", actor: "t" })}`;
    await sql`insert into ledger_entries ${sql({ posting_id: newId(), kind: "hold", account: "a", currency: "USD", micros: 0, order_id: order })}`;
    const changes = [
      sql`update order_events set event = 'x' where order_id = ${order}`,
      sql`delete from order_events where order_id = ${order}`,
      sql`update payment_events set event = 'x' where payment_id = ${payment}`,
      sql`delete from payment_events where payment_id = ${payment}`,
      sql`update ledger_entries set micros = 1 where order_id = ${order}`,
      sql`delete from ledger_entries where order_id = ${order}`,
    ];
    for (const change of changes) expect(await refusalOf(change)).toBe("HL002");
  });
  test("has no two events in one place", async () => {
    const { order } = await newOrder();
    const event = { order_id: order, seq: 1, event: "e", to_state: "draft", actor: "t" };
    await sql`insert into order_events ${sql(event)}`;
    expect(await refusalOf(sql`insert into order_events ${sql(event)}`)).toMatch(/order_events/);
  });
});

test("a webhook is stored once by its source and id", async () => {
  const row = { source: "stripe", event_id: "evt_1", type: "t", payload: "{}" };
  await sql`insert into webhook_inbox ${sql(row)}`;
  expect(await refusalOf(sql`insert into webhook_inbox ${sql(row)}`)).toMatch(/webhook_inbox/);
  const other = { ...row, source: "reloadly" };
  expect(await refusalOf(sql`insert into webhook_inbox ${sql(other)}`)).toBeUndefined();
});

describe("the books", () => {
  const entry = (posting: string, micros: number, currency = "USD", account = "sales") => ({
    posting_id: posting,
    kind: "capture",
    account,
    currency,
    micros,
  });
  const write = (...rows: ReturnType<typeof entry>[]) => sql`insert into ledger_entries ${sql(rows)}`;

  test("take a posting only whole, summing to nought in each currency", async () => {
    const [even, odd, mixed, late] = [newId(), newId(), newId(), newId()];
    expect(await refusalOf(write(entry(even, -5), entry(even, 5, "USD", "stripe")))).toBeUndefined();
    expect(await refusalOf(write(entry(odd, -5), entry(odd, 4, "USD", "stripe")))).toBe("HL003");
    expect(await refusalOf(write(entry(mixed, -5), entry(mixed, 5, "EUR", "stripe")))).toBe("HL003");
    // Not in two halves either, nor beside one that is whole.
    expect(await refusalOf(write(entry(late, -5)))).toBe("HL003");
    expect(await refusalOf(write(entry(even, -1), entry(odd, 1)))).toBe("HL003");
    const four = [
      entry(late, -5),
      entry(late, 5, "USD", "exchange"),
      entry(late, 4, "EUR"),
      entry(late, -4, "EUR"),
    ];
    expect(await refusalOf(write(...four))).toBeUndefined();
  });

  test.each(["ledger_entries", "order_events", "payment_events", "staff_actions"])(
    "%s is never changed, shortened or emptied",
    async (table) => {
      const { order, payment } = await newOrder();
      const posting = newId();
      await write(entry(posting, -5), entry(posting, 5));
      await sql`insert into order_events ${sql({ order_id: order, seq: 1, event: "e", to_state: "draft", actor: "a" })}`;
      await sql`insert into payment_events ${sql({ payment_id: payment, seq: 1, event: "e", to_state: "open", actor: "a" })}`;
      await sql`insert into staff_actions ${sql({ actor: "a", action: "b" })}`;
      expect(await refusalOf(sql`update ${sql(table)} set at = app_now()`)).toBe("HL002");
      expect(await refusalOf(sql`delete from ${sql(table)}`)).toBe("HL002");
      expect(await refusalOf(sql`truncate ${sql(table)}`)).toBe("HL002");
      expect(await refusalOf(sql`truncate orders, payments, checkouts cascade`)).toBe("HL002");
    },
  );
});
