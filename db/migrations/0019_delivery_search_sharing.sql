CREATE TABLE "order_proofs" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_counts" (
	"operator_id" uuid NOT NULL,
	"day" date NOT NULL,
	"step" smallint NOT NULL,
	"orders" integer NOT NULL,
	CONSTRAINT "delivery_counts_operator_id_day_step_pk" PRIMARY KEY("operator_id","day","step")
);
--> statement-breakpoint
CREATE TABLE "delivery_records" (
	"operator_id" uuid PRIMARY KEY NOT NULL,
	"delivered" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"usual_ms" integer,
	"recent_delivered" integer DEFAULT 0 NOT NULL,
	"recent_failed" integer DEFAULT 0 NOT NULL,
	"recent_waiting" integer DEFAULT 0 NOT NULL,
	"recent_ms" integer,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"country" char(2) NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"operator_id" uuid,
	"product_id" uuid,
	"product_kind" text,
	"detail" text DEFAULT '' NOT NULL,
	"words" text[] NOT NULL,
	"popularity" integer DEFAULT 0 NOT NULL,
	"seen_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_spellings" (
	"spelling" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "search_spellings_spelling_word_pk" PRIMARY KEY("spelling","word")
);
--> statement-breakpoint
CREATE TABLE "search_vocabulary" (
	"word" text PRIMARY KEY NOT NULL,
	"uses" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "recipients" ADD COLUMN "masked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "order_proofs" ADD CONSTRAINT "order_proofs_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_counts" ADD CONSTRAINT "delivery_counts_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_records" ADD CONSTRAINT "delivery_records_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "order_proofs_token" ON "order_proofs" USING btree ("token");--> statement-breakpoint
CREATE INDEX "search_entries_words" ON "search_entries" USING gin (array_to_tsvector("words"));--> statement-breakpoint
CREATE INDEX "search_vocabulary_beginnings" ON "search_vocabulary" USING btree ("word" text_pattern_ops);