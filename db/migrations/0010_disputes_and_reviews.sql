CREATE TABLE "barred_buyers" (
	"key" text NOT NULL,
	"source" text NOT NULL,
	"why" text NOT NULL,
	"barred_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"lifted_at" timestamp with time zone,
	CONSTRAINT "barred_buyers_key_source_pk" PRIMARY KEY("key","source")
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"due_by" timestamp with time zone,
	"submissions" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fraud_warnings" (
	"id" text PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"fraud_type" text NOT NULL,
	"actionable" boolean NOT NULL,
	"warned_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"operator_reference" text,
	"artefact" text,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_actions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_actions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"order_id" uuid,
	"payment_id" uuid,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "payments_troubled";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "undo_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "card_fingerprint" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "held_back" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "let_through_by" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "refund_owed_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fraud_warnings" ADD CONSTRAINT "fraud_warnings_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_proposals" ADD CONSTRAINT "review_proposals_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_proposals" ADD CONSTRAINT "review_proposals_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_actions" ADD CONSTRAINT "staff_actions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_actions" ADD CONSTRAINT "staff_actions_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "barred_buyers_source" ON "barred_buyers" USING btree ("source");--> statement-breakpoint
CREATE INDEX "barred_buyers_standing" ON "barred_buyers" USING btree ("key") WHERE "barred_buyers"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "disputes_payment" ON "disputes" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "fraud_warnings_payment" ON "fraud_warnings" USING btree ("payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_proposals_open" ON "review_proposals" USING btree ("order_id") WHERE "review_proposals"."state" = 'open';--> statement-breakpoint
CREATE INDEX "review_proposals_order" ON "review_proposals" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "staff_actions_order" ON "staff_actions" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "staff_actions_payment" ON "staff_actions" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "payments_card" ON "payments" USING btree ("card_fingerprint");--> statement-breakpoint
CREATE INDEX "payments_troubled" ON "payments" USING btree ("updated_at" DESC NULLS LAST) WHERE "payments"."disputed" or "payments"."under_review" or "payments"."held_back" is not null or "payments"."refund_owed_minor" > 0 or "payments"."state" = 'lost';