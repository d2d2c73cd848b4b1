CREATE TABLE "sales_slices" (
	"day" date NOT NULL,
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"outcome" text NOT NULL,
	"orders" integer NOT NULL,
	"unpriced" integer DEFAULT 0 NOT NULL,
	"revenue_micros" bigint DEFAULT 0 NOT NULL,
	"cost_micros" bigint DEFAULT 0 NOT NULL,
	"profit_micros" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "sales_slices_day_scope_key_outcome_pk" PRIMARY KEY("day","scope","key","outcome")
);
--> statement-breakpoint
INSERT INTO "sales_slices" ("day", "scope", "key", "outcome", "orders", "unpriced", "revenue_micros", "cost_micros", "profit_micros")
	SELECT "day", told."scope", told."key", "outcome", sum("orders"), sum("unpriced"), sum("revenue_micros"), sum("cost_micros"), sum("profit_micros")
	FROM "sales_days" CROSS JOIN LATERAL (VALUES ('country', "country"::text), ('operator', "operator_id"::text), ('provider', "provider"), ('kind', "kind")) told ("scope", "key")
	GROUP BY 1, 2, 3, 4 HAVING sum("orders") <> 0;--> statement-breakpoint
DROP TABLE "sales_days";--> statement-breakpoint
CREATE INDEX "sales_slices_empty" ON "sales_slices" USING btree ("day") WHERE "sales_slices"."orders" = 0;