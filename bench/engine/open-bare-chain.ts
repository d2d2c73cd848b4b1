import { createHmac, timingSafeEqual } from "node:crypto";
import postgres from "postgres";
import { openWebhookDoor, WEBHOOK_SECRET } from "./open-webhook-door";

const TABLES = `
  create table bare_orders (id text primary key, public_id text unique not null, number text not null, state text not null,
    total integer not null, created_at timestamptz not null default now());
  create index bare_orders_state on bare_orders (state, created_at);
  create index bare_orders_number on bare_orders (number);
  create table bare_events (order_id text not null, seq integer not null, event text not null,
    at timestamptz not null default now(), primary key (order_id, seq));`;

function signatureFits(body: string, header: string): boolean {
  const [time = "", given = ""] = header.split(",").map((part) => part.slice(part.indexOf("=") + 1));
  const wanted = createHmac("sha256", WEBHOOK_SECRET).update(`${time}.${body}`).digest("hex");
  return given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}

export interface BareChain {
  /** One order: written, paid by a signed webhook, sent to the provider, fulfilled. Returns when its webhook left. */
  run(id: string): Promise<number>;
  close(): Promise<void>;
}

/** The least any shop must do for an order, by hand and without any care: the ceiling of whole orders. */
export async function openBareChain(databaseUrl: string, stubPort: number): Promise<BareChain> {
  const sql = postgres(databaseUrl, { max: 10, onnotice: () => undefined });
  await sql.unsafe(TABLES);
  const advance = (id: string, state: string, seq: number) =>
    sql.begin(async (tx) => {
      await tx`update bare_orders set state = ${state} where id = ${id}`;
      await tx`insert into bare_events (order_id, seq, event) values (${id}, ${seq}, ${state})`;
    });
  const door = await openWebhookDoor(async (rawBody, signature) => {
    if (!signatureFits(rawBody, signature)) throw new Error("bad signature");
    const { id } = JSON.parse(rawBody) as { id: string };
    await advance(id, "paid", 1);
    const body = JSON.stringify({ customIdentifier: id, recipientPhone: { number: id } });
    const response = await fetch(`http://127.0.0.1:${stubPort}/bare/topups`, { method: "POST", body });
    await response.json();
    await advance(id, "fulfilled", 2);
  });
  return {
    run: async (id) => {
      await sql`insert into bare_orders (id, public_id, number, state, total) values (${id}, ${`p-${id}`}, ${id}, 'open', 725)`;
      return door.send(JSON.stringify({ id }));
    },
    close: async () => {
      await door.close();
      await sql.end();
    },
  };
}
