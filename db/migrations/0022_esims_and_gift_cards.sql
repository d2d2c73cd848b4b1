CREATE TABLE "esim_usages" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"plans" jsonb,
	"asked_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "redeem" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "category" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "esim_usages" ADD CONSTRAINT "esim_usages_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;