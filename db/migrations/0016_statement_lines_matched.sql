DROP INDEX "statement_lines_ours";--> statement-breakpoint
DROP INDEX "statement_lines_theirs";--> statement-breakpoint
ALTER TABLE "statement_lines" ADD COLUMN "attempt_id" uuid;--> statement-breakpoint
ALTER TABLE "statement_lines" ADD COLUMN "payment_id" uuid;--> statement-breakpoint
CREATE INDEX "ledger_at" ON "ledger_entries" USING brin ("at");--> statement-breakpoint
CREATE INDEX "money_intents_refunded" ON "money_intents" USING btree ("settled_at") WHERE "money_intents"."kind" = 'refund' and "money_intents"."state" = 'confirmed';--> statement-breakpoint
CREATE INDEX "statement_lines_attempt" ON "statement_lines" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "statement_lines_payment" ON "statement_lines" USING btree ("payment_id");