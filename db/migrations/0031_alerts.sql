CREATE TABLE "alert_message_items" (
	"message_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	CONSTRAINT "alert_message_items_message_id_alert_id_pk" PRIMARY KEY("message_id","alert_id")
);
--> statement-breakpoint
CREATE TABLE "alert_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule_id" uuid,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "alert_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kinds" jsonb NOT NULL,
	"channel" text NOT NULL,
	"emails" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"webhook" text,
	"webhook_hint" text,
	"quiet_from" integer,
	"quiet_until" integer,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"path" text NOT NULL,
	"urgent" boolean NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"earlier" integer DEFAULT 0 NOT NULL,
	"current" boolean DEFAULT true NOT NULL,
	"at" timestamp with time zone DEFAULT app_now() NOT NULL,
	"handed_out_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "alert_message_items" ADD CONSTRAINT "alert_message_items_message_id_alert_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."alert_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_message_items" ADD CONSTRAINT "alert_message_items_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_messages_due" ON "alert_messages" USING btree ("due_at") WHERE "alert_messages"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "alert_messages_of" ON "alert_messages" USING btree ("kind","recipient","created_at");--> statement-breakpoint
CREATE INDEX "alert_messages_created" ON "alert_messages" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_current" ON "alerts" USING btree ("kind","subject") WHERE "alerts"."current";--> statement-breakpoint
CREATE INDEX "alerts_waiting" ON "alerts" USING btree ("at") WHERE "alerts"."handed_out_at" is null;--> statement-breakpoint
CREATE INDEX "alerts_at" ON "alerts" USING btree ("at","id");