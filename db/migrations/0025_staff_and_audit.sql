CREATE TABLE "factor_throttles" (
	"user_id" text PRIMARY KEY NOT NULL,
	"window_started_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"failures" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" text NOT NULL,
	"hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"user_id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "created_at" timestamp with time zone DEFAULT app_now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "seen_at" timestamp with time zone DEFAULT app_now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "raised_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "granted" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "withdrawn" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "staff_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "invited_by" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff_actions" ADD COLUMN "subject_kind" text;--> statement-breakpoint
ALTER TABLE "staff_actions" ADD COLUMN "subject_id" text;--> statement-breakpoint
ALTER TABLE "staff_actions" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "factor_throttles" ADD CONSTRAINT "factor_throttles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "order_events_by_staff" ON "order_events" USING btree ("at","order_id") WHERE "order_events"."actor" like 'staff:%';--> statement-breakpoint
CREATE INDEX "order_events_by_actor" ON "order_events" USING btree ("actor","at") WHERE "order_events"."actor" like 'staff:%';--> statement-breakpoint
CREATE INDEX "payment_events_by_staff" ON "payment_events" USING btree ("at","payment_id") WHERE "payment_events"."actor" like 'staff:%';--> statement-breakpoint
CREATE INDEX "payment_events_by_actor" ON "payment_events" USING btree ("actor","at") WHERE "payment_events"."actor" like 'staff:%';--> statement-breakpoint
CREATE INDEX "staff_actions_at" ON "staff_actions" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "staff_actions_actor" ON "staff_actions" USING btree ("actor","at","id");--> statement-breakpoint
CREATE INDEX "staff_actions_action" ON "staff_actions" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "staff_actions_subject" ON "staff_actions" USING btree ("subject_id","at","id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_id_unique" UNIQUE("id");--> statement-breakpoint
ALTER TABLE "staff_actions" DISABLE TRIGGER "staff_actions_append_only";--> statement-breakpoint
UPDATE "staff_actions" SET "subject_kind" = CASE WHEN "order_id" IS NOT NULL THEN 'order' WHEN "data" ? 'id' THEN 'promo-code' END,
  "subject_id" = coalesce("order_id"::text, "data" ->> 'id'), "reason" = coalesce("data" ->> 'note', "data" ->> 'reason');--> statement-breakpoint
ALTER TABLE "staff_actions" ENABLE TRIGGER "staff_actions_append_only";
