CREATE TABLE "blocks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"reason" text NOT NULL,
	"blocked_by" text NOT NULL,
	"blocked_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"ends_at" timestamp with time zone,
	"lifted_at" timestamp with time zone,
	"lifted_by" text,
	"lift_reason" text
);
--> statement-breakpoint
CREATE TABLE "case_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"form" jsonb NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"carry_out_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"ended_at" timestamp with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "case_leases" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"taken_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"taken_from" text
);
--> statement-breakpoint
CREATE TABLE "limit_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"limits" jsonb NOT NULL,
	"note" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offer_choices" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"offer_id" uuid NOT NULL,
	"chosen_by" text NOT NULL,
	"chosen_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refund_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_notes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_id" uuid NOT NULL,
	"order_id" uuid,
	"customer" text,
	"text" text NOT NULL,
	"written_by" text NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "staff_notes_subject" CHECK (("staff_notes"."order_id" is null) <> ("staff_notes"."customer" is null))
);
--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "judged" jsonb;--> statement-breakpoint
ALTER TABLE "case_decisions" ADD CONSTRAINT "case_decisions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_leases" ADD CONSTRAINT "case_leases_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_choices" ADD CONSTRAINT "offer_choices_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_choices" ADD CONSTRAINT "offer_choices_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_proposals" ADD CONSTRAINT "refund_proposals_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_proposals" ADD CONSTRAINT "refund_proposals_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_notes" ADD CONSTRAINT "staff_notes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "blocks_standing" ON "blocks" USING btree ("key") WHERE "blocks"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "blocks_key" ON "blocks" USING btree ("key","blocked_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "blocks_blocked" ON "blocks" USING btree ("blocked_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "case_decisions_waiting" ON "case_decisions" USING btree ("order_id") WHERE "case_decisions"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "case_decisions_due" ON "case_decisions" USING btree ("carry_out_at") WHERE "case_decisions"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "case_decisions_order" ON "case_decisions" USING btree ("order_id","decided_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "case_decisions_by" ON "case_decisions" USING btree ("decided_by","decided_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "refund_proposals_open" ON "refund_proposals" USING btree ("order_id") WHERE "refund_proposals"."state" = 'open';--> statement-breakpoint
CREATE INDEX "refund_proposals_order" ON "refund_proposals" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_notes_request" ON "staff_notes" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "staff_notes_order" ON "staff_notes" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "staff_notes_customer" ON "staff_notes" USING btree ("customer");--> statement-breakpoint
CREATE INDEX "mails_created" ON "mails" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "mails_state_created" ON "mails" USING btree ("state","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "mails_to" ON "mails" USING btree (lower("to_address"),"created_at" DESC NULLS LAST);