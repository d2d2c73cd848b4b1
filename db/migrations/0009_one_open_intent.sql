-- What was left open beside the one that stands, or after its payment had ended, is no longer to be done.
UPDATE "money_intents" i SET "state" = 'refused', "settled_at" = app_now(), "reason" = coalesce(i."reason", 'left open')
FROM "payments" p
WHERE p."id" = i."payment_id" AND i."state" = 'intended' AND (
  p."state" NOT IN ('capturing', 'voiding', 'refunding')
  OR EXISTS (SELECT 1 FROM "money_intents" later WHERE later."payment_id" = i."payment_id"
    AND later."state" = 'intended' AND (later."created_at", later."id") > (i."created_at", i."id"))
);--> statement-breakpoint
CREATE UNIQUE INDEX "money_intents_open" ON "money_intents" USING btree ("payment_id") WHERE "money_intents"."state" = 'intended';
