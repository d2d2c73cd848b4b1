CREATE TABLE "supply_circuits" (
	"provider" text NOT NULL,
	"operator_id" uuid NOT NULL,
	"state" text NOT NULL,
	"failures" integer NOT NULL,
	"openings" integer DEFAULT 0 NOT NULL,
	"why" text NOT NULL,
	"retry_at" timestamp with time zone,
	"failed_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "supply_circuits_provider_operator_id_pk" PRIMARY KEY("provider","operator_id")
);
--> statement-breakpoint
CREATE TABLE "supply_health" (
	"provider" text NOT NULL,
	"operator_id" uuid NOT NULL,
	"delivered" integer NOT NULL,
	"failed" integer NOT NULL,
	"p50_ms" integer,
	"p95_ms" integer,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "supply_health_provider_operator_id_pk" PRIMARY KEY("provider","operator_id")
);
--> statement-breakpoint
CREATE TABLE "supply_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"effect" text NOT NULL,
	"country" char(2),
	"operator_id" uuid,
	"kind" text,
	"reason" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "supply_tokens" (
	"provider" text NOT NULL,
	"call" text NOT NULL,
	"slot" integer NOT NULL,
	"free_at" timestamp with time zone NOT NULL,
	CONSTRAINT "supply_tokens_provider_call_slot_pk" PRIMARY KEY("provider","call","slot")
);
--> statement-breakpoint
ALTER TABLE "provider_states" ADD COLUMN "float_claimed_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_states" ADD COLUMN "float_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "provider_states" ADD COLUMN "switched_on" boolean;--> statement-breakpoint
ALTER TABLE "provider_states" ADD COLUMN "switched_by" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "expected_micros" bigint;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "expected_currency" char(3);--> statement-breakpoint
ALTER TABLE "supply_circuits" ADD CONSTRAINT "supply_circuits_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supply_health" ADD CONSTRAINT "supply_health_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supply_rules" ADD CONSTRAINT "supply_rules_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "supply_rules_scope" ON "supply_rules" USING btree ("provider","effect",coalesce("country", ''),coalesce("operator_id"::text, ''),coalesce("kind", ''));--> statement-breakpoint
CREATE INDEX "supply_tokens_free" ON "supply_tokens" USING btree ("provider","call","free_at");--> statement-breakpoint
CREATE INDEX "attempts_provider_created" ON "attempts" USING btree ("provider","created_at");--> statement-breakpoint
CREATE INDEX "attempts_under_way" ON "attempts" USING btree ("provider") WHERE "attempts"."state" = 'sending';