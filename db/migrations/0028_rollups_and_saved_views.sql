CREATE TABLE "figure_days" (
	"day" date PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figure_marks" (
	"order_id" uuid,
	"checkout_id" uuid
);
--> statement-breakpoint
CREATE TABLE "order_figures" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"country" char(2) NOT NULL,
	"operator_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"total_currency" char(3) NOT NULL,
	"took_ms" integer,
	"unpriced" boolean DEFAULT false NOT NULL,
	"revenue_micros" bigint DEFAULT 0 NOT NULL,
	"cost_micros" bigint DEFAULT 0 NOT NULL,
	"profit_micros" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sales_days" (
	"day" date NOT NULL,
	"country" char(2) NOT NULL,
	"operator_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"orders" integer NOT NULL,
	"unpriced" integer DEFAULT 0 NOT NULL,
	"revenue_micros" bigint DEFAULT 0 NOT NULL,
	"cost_micros" bigint DEFAULT 0 NOT NULL,
	"profit_micros" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "sales_days_day_country_operator_id_provider_kind_outcome_pk" PRIMARY KEY("day","country","operator_id","provider","kind","outcome")
);
--> statement-breakpoint
CREATE TABLE "sales_halves" (
	"at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"step" smallint NOT NULL,
	"orders" integer NOT NULL,
	"unpriced" integer DEFAULT 0 NOT NULL,
	"revenue_micros" bigint DEFAULT 0 NOT NULL,
	"cost_micros" bigint DEFAULT 0 NOT NULL,
	"profit_micros" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "sales_halves_at_outcome_step_pk" PRIMARY KEY("at","outcome","step")
);
--> statement-breakpoint
CREATE TABLE "sales_times" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"day" date NOT NULL,
	"step" smallint NOT NULL,
	"orders" integer NOT NULL,
	CONSTRAINT "sales_times_scope_key_day_step_pk" PRIMARY KEY("scope","key","day","step")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "order_figures" ADD CONSTRAINT "order_figures_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_figures_created" ON "order_figures" USING btree ("created_at","order_id");--> statement-breakpoint
CREATE INDEX "order_figures_operator" ON "order_figures" USING btree ("operator_id","created_at","order_id");--> statement-breakpoint
CREATE INDEX "order_figures_country" ON "order_figures" USING btree ("country","created_at","order_id");--> statement-breakpoint
CREATE INDEX "order_figures_provider" ON "order_figures" USING btree ("provider","created_at","order_id");--> statement-breakpoint
CREATE INDEX "order_figures_kind" ON "order_figures" USING btree ("kind","created_at","order_id");--> statement-breakpoint
CREATE INDEX "order_figures_total" ON "order_figures" USING btree ("total_minor","total_currency","created_at","order_id");--> statement-breakpoint
CREATE INDEX "sales_days_empty" ON "sales_days" USING btree ("day") WHERE "sales_days"."orders" = 0;--> statement-breakpoint
CREATE INDEX "sales_halves_empty" ON "sales_halves" USING btree ("at") WHERE "sales_halves"."orders" = 0;--> statement-breakpoint
CREATE INDEX "sales_times_empty" ON "sales_times" USING btree ("day") WHERE "sales_times"."orders" = 0;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("owner_id",lower("name"));--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("name") WHERE "saved_views"."shared";--> statement-breakpoint
CREATE INDEX "orders_operator_reference" ON "orders" USING btree ("operator_reference") WHERE "orders"."operator_reference" is not null;--> statement-breakpoint
CREATE INDEX "payments_unusual" ON "payments" USING btree ("state","created_at") WHERE "payments"."state" not in ('captured', 'voided', 'expired');
--> statement-breakpoint
-- What changes how an order counts leaves a mark in the same transaction; steps on the way to an answer change nothing.
create function mark_order() returns trigger language plpgsql as $$
begin
  insert into figure_marks (order_id, checkout_id) values (new.id, new.checkout_id);
  return null;
end $$;
--> statement-breakpoint
create trigger orders_mark_made after insert on orders for each row execute function mark_order();
--> statement-breakpoint
create trigger orders_mark_moved after update of state, operator_id on orders for each row
  when (old.operator_id is distinct from new.operator_id or old.state is distinct from new.state
    and (new.state not in ('awaiting_payment', 'authorised', 'sending')
      or old.state in ('delivered', 'undeliverable', 'cancelled', 'expired')))
  execute function mark_order();
--> statement-breakpoint
create function mark_booked() returns trigger language plpgsql as $$
begin
  insert into figure_marks (order_id, checkout_id) values (new.order_id, new.checkout_id);
  return null;
end $$;
--> statement-breakpoint
-- The accounts that a profit is made of (lib/reports/read-profit.ts).
create trigger ledger_entries_mark after insert on ledger_entries for each row
  when (new.account in ('sales', 'refunds', 'cost-of-sales', 'commissions', 'stripe-fees', 'exchange', 'disputes', 'suspected-loss',
    'lost-sales', 'shortfalls', 'corrections'))
  execute function mark_booked();
--> statement-breakpoint
-- Marks come and go all day: they are cleared away before the table grows.
alter table figure_marks set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
--> statement-breakpoint
insert into figure_marks (checkout_id) select distinct checkout_id from orders;
