CREATE TABLE "ledger_days" (
	"day" date NOT NULL,
	"country" text NOT NULL,
	"kind" text NOT NULL,
	"account" text NOT NULL,
	"currency" char(3) NOT NULL,
	"micros" bigint NOT NULL,
	"worth_micros" bigint,
	"entries" integer NOT NULL,
	CONSTRAINT "ledger_days_day_account_currency_country_kind_pk" PRIMARY KEY("day","account","currency","country","kind")
);
--> statement-breakpoint
CREATE TABLE "ledger_days_done" (
	"day" date PRIMARY KEY NOT NULL,
	"reporting" char(3) NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payout_lines" (
	"line_id" text PRIMARY KEY NOT NULL,
	"payout_id" text NOT NULL,
	"kind" text NOT NULL,
	"gross_micros" bigint NOT NULL,
	"fee_micros" bigint NOT NULL,
	"net_micros" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"part" text,
	"payment_intent_id" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"micros" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"automatic" boolean NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL,
	"arrives_at" timestamp with time zone NOT NULL,
	"complete" boolean DEFAULT false NOT NULL,
	"seen_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fx_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"base" char(3) NOT NULL,
	"quote" char(3) NOT NULL,
	"rate" numeric NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "margin_rules" (
	"change_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"removed" boolean DEFAULT false NOT NULL,
	"operator_id" uuid,
	"country" char(2),
	"kind" text,
	"provider" text,
	"from_minor" bigint,
	"below_minor" bigint,
	"margin_percent" numeric NOT NULL,
	"least_minor" bigint DEFAULT 0 NOT NULL,
	"flat_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"may_lose" boolean DEFAULT false NOT NULL,
	CONSTRAINT "margin_rules_change_id_rule_id_pk" PRIMARY KEY("change_id","rule_id"),
	CONSTRAINT "margin_rules_band" CHECK ("margin_rules"."from_minor" is null or "margin_rules"."below_minor" is null or "margin_rules"."from_minor" < "margin_rules"."below_minor")
);
--> statement-breakpoint
CREATE TABLE "price_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "price_changes_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"part" text NOT NULL,
	"reason" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"takes_effect_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"below_cost" integer,
	"restores" bigint,
	"request_id" uuid NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" text
);
--> statement-breakpoint
CREATE TABLE "price_settings" (
	"change_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" jsonb,
	CONSTRAINT "price_settings_change_id_name_pk" PRIMARY KEY("change_id","name")
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "tax_minor" bigint;
--> statement-breakpoint
ALTER TABLE "payout_lines" ADD CONSTRAINT "payout_lines_payout_id_payouts_id_fk" FOREIGN KEY ("payout_id") REFERENCES "public"."payouts"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "margin_rules" ADD CONSTRAINT "margin_rules_change_id_price_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."price_changes"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "margin_rules" ADD CONSTRAINT "margin_rules_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "price_settings" ADD CONSTRAINT "price_settings_change_id_price_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."price_changes"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "payout_lines_payout" ON "payout_lines" USING btree ("payout_id","at" DESC NULLS LAST,"line_id");
--> statement-breakpoint
CREATE INDEX "payouts_created" ON "payouts" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);
--> statement-breakpoint
CREATE UNIQUE INDEX "fx_overrides_current" ON "fx_overrides" USING btree ("quote") WHERE "fx_overrides"."ended_at" is null;
--> statement-breakpoint
CREATE INDEX "margin_rules_rule" ON "margin_rules" USING btree ("rule_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "price_changes_n" ON "price_changes" USING btree ("n");
--> statement-breakpoint
CREATE UNIQUE INDEX "price_changes_request" ON "price_changes" USING btree ("request_id");
--> statement-breakpoint
CREATE INDEX "price_changes_effect" ON "price_changes" USING btree ("takes_effect_at" DESC NULLS LAST,"n" DESC NULLS LAST);
--> statement-breakpoint
create or replace trigger margin_rules_append_only before update or delete on margin_rules
  for each row execute function refuse_change();
--> statement-breakpoint
create or replace trigger margin_rules_keep before truncate on margin_rules
  for each statement execute function refuse_change();
--> statement-breakpoint
create or replace trigger price_settings_append_only before update or delete on price_settings
  for each row execute function refuse_change();
--> statement-breakpoint
create or replace trigger price_settings_keep before truncate on price_settings
  for each statement execute function refuse_change();
--> statement-breakpoint
create or replace trigger ledger_days_append_only before update or delete on ledger_days
  for each row execute function refuse_change();
--> statement-breakpoint
create or replace trigger ledger_days_keep before truncate on ledger_days
  for each statement execute function refuse_change();
