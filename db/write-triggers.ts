import {
  ATTEMPT_TRANSITIONS,
  ORDER_TRANSITIONS,
  PAYMENT_TRANSITIONS,
  type Transition,
} from "@/lib/core/transitions";

const MACHINES: [table: string, rows: readonly Transition[]][] = [
  ["orders", ORDER_TRANSITIONS],
  ["attempts", ATTEMPT_TRANSITIONS],
  ["payments", PAYMENT_TRANSITIONS],
];

const APPEND_ONLY = ["order_events", "payment_events", "ledger_entries", "staff_actions"];

function machineTrigger(table: string, rows: readonly Transition[]): string {
  const pairs = [...new Set(rows.map(([from, , to]) => `('${from}', '${to}')`))].join(",\n    ");
  return `create or replace function ${table}_check_transition() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and (old.state, new.state) not in (
    ${pairs}
  ) then
    raise exception '${table}: % may not become %', old.state, new.state using errcode = 'HL001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger ${table}_transition before update of state on ${table}
  for each row execute function ${table}_check_transition();`;
}

function appendOnlyTrigger(table: string): string {
  return `create or replace trigger ${table}_append_only before update or delete on ${table}
  for each row execute function refuse_change();
--> statement-breakpoint
create or replace trigger ${table}_keep before truncate on ${table}
  for each statement execute function refuse_change();`;
}

/** SQL that lets the database refuse a change of state which the tables of transitions do not hold, and any change of history. */
export function writeTriggers(): string {
  return [
    "-- Written by scripts/write-triggers.ts from lib/core/transitions. Do not edit.",
    ...MACHINES.map(([table, rows]) => machineTrigger(table, rows)),
    `create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'HL002';
end $$;`,
    ...APPEND_ONLY.map(appendOnlyTrigger),
    `create or replace function ledger_check_balance() returns trigger language plpgsql as $$
declare broken uuid;
begin
  select posting_id into broken from added group by posting_id, currency having sum(micros) <> 0 limit 1;
  if found then
    raise exception 'ledger_entries: posting % does not sum to nought', broken using errcode = 'HL003';
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger ledger_entries_balance after insert on ledger_entries
  referencing new table as added for each statement execute function ledger_check_balance();`,
    `create or replace function notify_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('order_changed', new.checkout_id::text);
  return null;
end $$;
--> statement-breakpoint
create or replace trigger orders_notify after update of version on orders
  for each row execute function notify_change();
--> statement-breakpoint
create or replace trigger payments_notify after update of version on payments
  for each row execute function notify_change();`,
  ]
    .join("\n--> statement-breakpoint\n")
    .concat("\n");
}
