-- A meter and an account of one company were taken for one biller: such names are read anew by the next import, and nothing of them is
-- sold until then.
CREATE TEMPORARY TABLE "taken_for_one" ON COMMIT DROP AS
SELECT po.id, po.provider, po.provider_operator_id
FROM "provider_operators" AS po JOIN "operators" AS o ON o.id = po.operator_id
WHERE po.sort = 'biller' AND po.mapped_by = 'name'
	AND position(coalesce(substring(lower(po.name) FROM '\m(prepaid|prepago|postpaid|data|plan|plans|internet|voice|package|packages)\M'), '') IN o.match_name) = 0;--> statement-breakpoint
UPDATE "offers" AS f SET "active" = false FROM "taken_for_one" AS t
WHERE f.provider = t.provider AND f.provider_operator_id = t.provider_operator_id;--> statement-breakpoint
UPDATE "products" AS p SET "available" = false
WHERE p.kind = 'bill' AND NOT EXISTS (SELECT FROM "offers" AS f WHERE f.product_id = p.id AND f.active);--> statement-breakpoint
UPDATE "provider_operators" AS po SET "operator_id" = NULL, "mapped_by" = NULL FROM "taken_for_one" AS t WHERE po.id = t.id;
