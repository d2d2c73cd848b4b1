CREATE TABLE "operator_aliases" (
	"country" char(2) NOT NULL,
	"sort" text DEFAULT 'network' NOT NULL,
	"match_name" text NOT NULL,
	"name" text NOT NULL,
	"operator_id" uuid NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "operator_aliases_country_sort_match_name_pk" PRIMARY KEY("country","sort","match_name")
);
--> statement-breakpoint
CREATE TABLE "promotions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"promotion_id" text NOT NULL,
	"provider_operator_id" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"applies_to" text DEFAULT '' NOT NULL,
	"minimum_minor" bigint,
	"minimum_currency" char(3),
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"seen_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "import_runs_latest";--> statement-breakpoint
DROP INDEX "operators_country_match_name";--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "what" text DEFAULT 'catalog' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "operators" ADD COLUMN "sort" text DEFAULT 'network' NOT NULL;--> statement-breakpoint
ALTER TABLE "operators" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "benefits" jsonb;--> statement-breakpoint
ALTER TABLE "provider_operators" ADD COLUMN "sort" text DEFAULT 'network' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_operators" ADD COLUMN "unsure" text;--> statement-breakpoint
ALTER TABLE "provider_operators" ADD COLUMN "suggestions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_operators" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "operator_aliases" ADD CONSTRAINT "operator_aliases_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "promotions_provider_id" ON "promotions" USING btree ("provider","promotion_id");--> statement-breakpoint
CREATE INDEX "promotions_operator" ON "promotions" USING btree ("provider","provider_operator_id","ends_at");--> statement-breakpoint
CREATE INDEX "provider_operators_unmapped" ON "provider_operators" USING btree ("country","name") WHERE "provider_operators"."mapped_by" is null;--> statement-breakpoint
CREATE INDEX "import_runs_latest" ON "import_runs" USING btree ("provider","what","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "operators_country_match_name" ON "operators" USING btree ("country","sort","match_name");