-- Written by scripts/write-triggers.ts from lib/core/transitions. Do not edit.
--> statement-breakpoint
create or replace function orders_check_transition() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and (old.state, new.state) not in (
    ('draft', 'awaiting_payment'),
    ('draft', 'expired'),
    ('awaiting_payment', 'authorised'),
    ('awaiting_payment', 'expired'),
    ('awaiting_payment', 'cancelled'),
    ('expired', 'authorised'),
    ('authorised', 'cancelled'),
    ('authorised', 'authorised'),
    ('authorised', 'sending'),
    ('authorised', 'undeliverable'),
    ('sending', 'delivered'),
    ('sending', 'accepted'),
    ('sending', 'authorised'),
    ('sending', 'undeliverable'),
    ('sending', 'in_doubt'),
    ('in_doubt', 'delivered'),
    ('in_doubt', 'accepted'),
    ('in_doubt', 'authorised'),
    ('in_doubt', 'undeliverable'),
    ('in_doubt', 'sending'),
    ('in_doubt', 'review'),
    ('accepted', 'delivered'),
    ('accepted', 'authorised'),
    ('accepted', 'undeliverable'),
    ('accepted', 'review'),
    ('review', 'delivered'),
    ('review', 'undeliverable'),
    ('undeliverable', 'delivered'),
    ('cancelled', 'delivered'),
    ('authorised', 'delivered'),
    ('delivered', 'undeliverable')
  ) then
    raise exception 'orders: % may not become %', old.state, new.state using errcode = 'HL001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger orders_transition before update of state on orders
  for each row execute function orders_check_transition();
--> statement-breakpoint
create or replace function attempts_check_transition() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and (old.state, new.state) not in (
    ('sending', 'delivered'),
    ('sending', 'accepted'),
    ('sending', 'rejected'),
    ('sending', 'in_doubt'),
    ('in_doubt', 'sending'),
    ('in_doubt', 'delivered'),
    ('in_doubt', 'accepted'),
    ('in_doubt', 'rejected'),
    ('in_doubt', 'abandoned'),
    ('accepted', 'delivered'),
    ('accepted', 'rejected'),
    ('accepted', 'abandoned'),
    ('rejected', 'delivered'),
    ('abandoned', 'delivered'),
    ('delivered', 'rejected')
  ) then
    raise exception 'attempts: % may not become %', old.state, new.state using errcode = 'HL001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger attempts_transition before update of state on attempts
  for each row execute function attempts_check_transition();
--> statement-breakpoint
create or replace function payments_check_transition() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and (old.state, new.state) not in (
    ('open', 'authorised'),
    ('open', 'expired'),
    ('expired', 'authorised'),
    ('authorised', 'capturing'),
    ('authorised', 'voiding'),
    ('capturing', 'captured'),
    ('capturing', 'lost'),
    ('voiding', 'voided'),
    ('voiding', 'refunding'),
    ('captured', 'refunding'),
    ('refunded', 'refunding'),
    ('refunding', 'refunded'),
    ('refunding', 'captured'),
    ('refunded', 'captured'),
    ('captured', 'refunded'),
    ('voided', 'lost')
  ) then
    raise exception 'payments: % may not become %', old.state, new.state using errcode = 'HL001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger payments_transition before update of state on payments
  for each row execute function payments_check_transition();
--> statement-breakpoint
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'HL002';
end $$;
--> statement-breakpoint
create or replace trigger order_events_append_only before update or delete on order_events
  for each row execute function refuse_change();
--> statement-breakpoint
create or replace trigger order_events_keep before truncate on order_events
  for each statement execute function refuse_change();
--> statement-breakpoint
create or replace trigger payment_events_append_only before update or delete on payment_events
  for each row execute function refuse_change();
--> statement-breakpoint
create or replace trigger payment_events_keep before truncate on payment_events
  for each statement execute function refuse_change();
--> statement-breakpoint
create or replace trigger ledger_entries_append_only before update or delete on ledger_entries
  for each row execute function refuse_change();
--> statement-breakpoint
create or replace trigger ledger_entries_keep before truncate on ledger_entries
  for each statement execute function refuse_change();
--> statement-breakpoint
create or replace trigger staff_actions_append_only before update or delete on staff_actions
  for each row execute function refuse_change();
--> statement-breakpoint
create or replace trigger staff_actions_keep before truncate on staff_actions
  for each statement execute function refuse_change();
--> statement-breakpoint
create or replace function ledger_check_balance() returns trigger language plpgsql as $$
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
  referencing new table as added for each statement execute function ledger_check_balance();
--> statement-breakpoint
create or replace function notify_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('order_changed', new.checkout_id::text);
  return null;
end $$;
--> statement-breakpoint
create or replace trigger orders_notify after update of version on orders
  for each row execute function notify_change();
--> statement-breakpoint
create or replace trigger payments_notify after update of version on payments
  for each row execute function notify_change();
