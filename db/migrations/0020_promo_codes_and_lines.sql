CREATE TABLE "promo_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"percent" numeric,
	"fixed_minor" bigint,
	"fixed_currency" char(3),
	"starts_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"ends_at" timestamp with time zone,
	"most_in_all" integer,
	"most_per_buyer" integer,
	"minimum_minor" bigint,
	"minimum_currency" char(3),
	"kinds" text[] DEFAULT '{}' NOT NULL,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"below_cost" boolean DEFAULT false NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"ended_by" text,
	CONSTRAINT "promo_codes_percent_or_fixed" CHECK (("promo_codes"."percent" is null) <> ("promo_codes"."fixed_minor" is null)
        and ("promo_codes"."fixed_minor" is null) = ("promo_codes"."fixed_currency" is null)
        and ("promo_codes"."percent" is null or "promo_codes"."percent" > 0 and "promo_codes"."percent" <= 100)
        and ("promo_codes"."fixed_minor" is null or "promo_codes"."fixed_minor" > 0))
);
--> statement-breakpoint
CREATE TABLE "promo_uses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"promo_code_id" uuid NOT NULL,
	"checkout_id" uuid NOT NULL,
	"buyer_id" text NOT NULL,
	"email" text NOT NULL,
	"discount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "recipients" ADD COLUMN "for_checkout_id" uuid;--> statement-breakpoint
ALTER TABLE "recipients" ADD COLUMN "for_line" integer;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "promo_code_id" uuid;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "recipient_name" text;--> statement-breakpoint
ALTER TABLE "promo_uses" ADD CONSTRAINT "promo_uses_promo_code_id_promo_codes_id_fk" FOREIGN KEY ("promo_code_id") REFERENCES "public"."promo_codes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_uses" ADD CONSTRAINT "promo_uses_checkout_id_checkouts_id_fk" FOREIGN KEY ("checkout_id") REFERENCES "public"."checkouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "promo_codes_code" ON "promo_codes" USING btree ("code") WHERE "promo_codes"."ended_by" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "promo_uses_checkout" ON "promo_uses" USING btree ("checkout_id");--> statement-breakpoint
CREATE INDEX "promo_uses_code" ON "promo_uses" USING btree ("promo_code_id","at");--> statement-breakpoint
CREATE INDEX "promo_uses_buyer" ON "promo_uses" USING btree ("promo_code_id","buyer_id");--> statement-breakpoint
CREATE INDEX "promo_uses_email" ON "promo_uses" USING btree ("promo_code_id",lower("email"));--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_promo_code_id_promo_codes_id_fk" FOREIGN KEY ("promo_code_id") REFERENCES "public"."promo_codes"("id") ON DELETE no action ON UPDATE no action;