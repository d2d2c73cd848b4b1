CREATE TABLE "sign_in_throttles" (
	"email" text PRIMARY KEY NOT NULL,
	"window_started_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"mails" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "mails_failed" ON "mails" USING btree ("created_at" DESC NULLS LAST) WHERE "mails"."state" = 'failed';--> statement-breakpoint
CREATE INDEX "payments_troubled" ON "payments" USING btree ("updated_at" DESC NULLS LAST) WHERE "payments"."disputed" or "payments"."under_review" or "payments"."state" = 'lost';