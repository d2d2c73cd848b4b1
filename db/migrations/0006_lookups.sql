CREATE TABLE "lookups" (
	"number" text NOT NULL,
	"provider" text NOT NULL,
	"country" char(2) NOT NULL,
	"provider_operator_id" text,
	"name" text,
	"supports" text[],
	"asked_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "lookups_number_provider_pk" PRIMARY KEY("number","provider")
);
--> statement-breakpoint
ALTER TABLE "recipients" ADD COLUMN "candidates" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "recipients" ADD COLUMN "refuses" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "offers_provider_operator" ON "offers" USING btree ("provider","provider_operator_id");--> statement-breakpoint
ALTER TABLE "recipients" DROP COLUMN "provider_answer";