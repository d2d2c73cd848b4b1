CREATE TABLE "number_bundles" (
	"number" text NOT NULL,
	"marker_id" uuid NOT NULL,
	"offer_ids" uuid[] DEFAULT '{}' NOT NULL,
	"asked_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	CONSTRAINT "number_bundles_number_marker_id_pk" PRIMARY KEY("number","marker_id")
);
--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "optional_fields" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "per_number" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "number_bundles" ADD CONSTRAINT "number_bundles_marker_id_offers_id_fk" FOREIGN KEY ("marker_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What buyers can be asked for is on sale from now on.
UPDATE "products" AS p
SET "available" = true, "face_minor" = now.face, "min_minor" = now.least, "max_minor" = now.most
FROM (
	SELECT of.id,
		CASE WHEN of.benefits IS NULL THEN of.face_minor ELSE coalesce(min(o.face_max_minor), of.face_minor) END AS face,
		CASE WHEN of.denomination = 'range' THEN coalesce(min(o.face_min_minor), of.min_minor) END AS least,
		CASE WHEN of.denomination = 'range' THEN coalesce(max(o.face_max_minor), of.max_minor) END AS most
	FROM "products" AS of
	JOIN "offers" AS o ON o.product_id = of.id AND o.active AND NOT (o.required_fields ?| array['simActivation', 'offersFor'])
	WHERE of.id IN (SELECT product_id FROM "offers" WHERE active AND required_fields <> '[]')
	GROUP BY of.id
) AS now
WHERE p.id = now.id;
