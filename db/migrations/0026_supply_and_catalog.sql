CREATE TABLE "catalog_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" uuid NOT NULL,
	"told" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"undone_by" text,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "catalog_switches" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"reason" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "catalog_switches_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
CREATE TABLE "import_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"change" text NOT NULL,
	"offer_id" uuid NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "attempt_hours" (
	"provider" text NOT NULL,
	"operator_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"ended" text NOT NULL,
	"step" smallint NOT NULL,
	"attempts" integer NOT NULL,
	"cost_micros" bigint DEFAULT 0 NOT NULL,
	"cost_currency" char(3),
	CONSTRAINT "attempt_hours_provider_hour_operator_id_ended_step_pk" PRIMARY KEY("provider","hour","operator_id","ended","step")
);
--> statement-breakpoint
CREATE TABLE "provider_calls" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provider_calls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider" text NOT NULL,
	"purpose" text NOT NULL,
	"attempt_id" uuid,
	"reference" text,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"request" text,
	"status" integer,
	"answer" text,
	"verdict" text NOT NULL,
	"ms" integer NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "operators" ADD COLUMN "listed_name" text;--> statement-breakpoint
ALTER TABLE "operators" ADD COLUMN "mark_hue" integer;--> statement-breakpoint
ALTER TABLE "operators" ADD COLUMN "mark_letters" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "own_words" text;--> statement-breakpoint
ALTER TABLE "provider_states" ADD COLUMN "low_hours" integer;--> statement-breakpoint
ALTER TABLE "provider_states" ADD COLUMN "low_micros" bigint;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_hours" ADD CONSTRAINT "attempt_hours_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalog_decisions_made" ON "catalog_decisions" USING btree ("made_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "catalog_decisions_subject" ON "catalog_decisions" USING btree ("subject","made_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "import_changes_run" ON "import_changes" USING btree ("run_id","change","id");--> statement-breakpoint
CREATE INDEX "import_changes_offer" ON "import_changes" USING btree ("offer_id") WHERE "import_changes"."change" <> 'new';--> statement-breakpoint
CREATE INDEX "attempt_hours_operator" ON "attempt_hours" USING btree ("operator_id","hour");--> statement-breakpoint
CREATE INDEX "provider_calls_provider" ON "provider_calls" USING btree ("provider","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "provider_calls_attempt" ON "provider_calls" USING btree ("attempt_id") WHERE "provider_calls"."attempt_id" is not null;--> statement-breakpoint
CREATE INDEX "provider_calls_trouble" ON "provider_calls" USING btree ("provider","id" DESC NULLS LAST) WHERE "provider_calls"."verdict" <> 'answered' or "provider_calls"."status" >= 400;--> statement-breakpoint
CREATE INDEX "provider_calls_at" ON "provider_calls" USING brin ("at");