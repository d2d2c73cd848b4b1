ALTER TABLE "quotes" DROP CONSTRAINT "quotes_product_id_products_id_fk";
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_product_id_products_id_fk";
--> statement-breakpoint
ALTER TABLE "quotes" ALTER COLUMN "recipient_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ALTER COLUMN "number" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "number" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "account" text;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "recipient_email" text;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "fields" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "recipient" text DEFAULT 'number' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "recipient" text DEFAULT 'number' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "account" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "recipient_email" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "fields" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_recipient" UNIQUE("id","recipient");--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_product_recipient" FOREIGN KEY ("product_id","recipient") REFERENCES "public"."products"("id","recipient") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_product_recipient" FOREIGN KEY ("product_id","recipient") REFERENCES "public"."products"("id","recipient") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_dialled" CHECK (("quotes"."recipient" = 'number') = ("quotes"."recipient_id" is not null));--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_account" CHECK ("quotes"."recipient" not in ('email', 'account') or "quotes"."account" is not null);--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_dialled" CHECK (("orders"."recipient" = 'number') = ("orders"."number" is not null));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_account" CHECK ("orders"."recipient" not in ('email', 'account') or "orders"."account" is not null);