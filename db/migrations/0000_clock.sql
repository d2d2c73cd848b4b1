-- The one clock that waits, leases and deadlines are measured by. Only tests put a row into app_clock.
create table app_clock (only_row boolean primary key default true check (only_row), ahead interval not null);
--> statement-breakpoint
create function app_now() returns timestamptz language sql stable parallel safe as $$
  select now() + coalesce((select ahead from app_clock), interval '0')
$$;
