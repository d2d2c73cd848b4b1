CREATE TABLE "breaks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"class" text NOT NULL,
	"source" text NOT NULL,
	"subject" text NOT NULL,
	"order_id" uuid,
	"payment_id" uuid,
	"attempt_id" uuid,
	"line_id" text,
	"ours_micros" bigint,
	"theirs_micros" bigint,
	"currency" char(3),
	"state" text DEFAULT 'open' NOT NULL,
	"fact_at" timestamp with time zone NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"first_run" uuid NOT NULL,
	"last_run" uuid NOT NULL,
	"verb" text,
	"closed_by" text,
	"reason" text,
	"closed_at" timestamp with time zone,
	"alerted" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fx_days" (
	"day" date NOT NULL,
	"base" char(3) NOT NULL,
	"quote" char(3) NOT NULL,
	"rate" numeric NOT NULL,
	CONSTRAINT "fx_days_quote_day_pk" PRIMARY KEY("quote","day")
);
--> statement-breakpoint
CREATE TABLE "reconciliation_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"day" date,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"started_by" text NOT NULL,
	"sources" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"found" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"new_breaks" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "statement_lines" (
	"source" text NOT NULL,
	"line_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text,
	"ours" text,
	"theirs" text,
	"part" text,
	"micros" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"run_id" uuid NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "statement_lines_source_line_id_pk" PRIMARY KEY("source","line_id")
);
--> statement-breakpoint
CREATE TABLE "invariant_runs" (
	"slot" timestamp with time zone PRIMARY KEY NOT NULL,
	"complete" boolean NOT NULL,
	"started_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"finished_at" timestamp with time zone,
	"checkouts" integer DEFAULT 0 NOT NULL,
	"violations" integer DEFAULT 0 NOT NULL,
	"details" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "attempt_id" uuid;--> statement-breakpoint
ALTER TABLE "money_intents" ADD COLUMN "order_id" uuid;--> statement-breakpoint
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "breaks" ADD CONSTRAINT "breaks_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "breaks_subject" ON "breaks" USING btree ("class","source","subject");--> statement-breakpoint
CREATE INDEX "breaks_open" ON "breaks" USING btree ("first_seen_at" DESC NULLS LAST) WHERE "breaks"."state" = 'open';--> statement-breakpoint
CREATE INDEX "breaks_order" ON "breaks" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_runs_day" ON "reconciliation_runs" USING btree ("day");--> statement-breakpoint
CREATE INDEX "reconciliation_runs_started" ON "reconciliation_runs" USING btree ("started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "statement_lines_at" ON "statement_lines" USING btree ("source","at");--> statement-breakpoint
CREATE INDEX "statement_lines_ours" ON "statement_lines" USING btree ("source","ours");--> statement-breakpoint
CREATE INDEX "statement_lines_theirs" ON "statement_lines" USING btree ("source","theirs");--> statement-breakpoint
CREATE INDEX "statement_lines_part" ON "statement_lines" USING btree ("part") WHERE "statement_lines"."part" is not null;--> statement-breakpoint
CREATE INDEX "invariant_runs_finished" ON "invariant_runs" USING btree ("finished_at" DESC NULLS LAST) WHERE "invariant_runs"."finished_at" is not null;--> statement-breakpoint
CREATE INDEX "money_intents_stripe" ON "money_intents" USING btree ("stripe_id") WHERE "money_intents"."stripe_id" is not null;