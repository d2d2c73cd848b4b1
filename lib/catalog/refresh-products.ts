import { sql } from "drizzle-orm";
import { together, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { operators, products } from "@/db/schema";
import { NOT_ASKED } from "./demands-of";

/** Brings availability, bounds, words and popularity of products in line with their active offers. */
export async function refreshProducts(ctx: Ctx, productIds: string[]): Promise<void> {
  const ids = [...new Set(productIds)].sort();
  if (ids.length === 0) return;
  const listed = (place: string) => `(select jsonb_array_elements_text(${place}::jsonb)::uuid)`;
  await together(
    // Imports of several providers refresh the same products: always locked in one order.
    runStatement(
      ctx,
      (place) => `select from products where id in ${listed(place(ids))} order by id for update`,
    ),
    runStatement(ctx, (place) => refreshing(listed(place(ids)))),
  );
}

/** What cannot be told without offers stays as it was; such a product is not shown. */
const refreshing = (ids: string): string => `
  update products as p
  set available = now.available,
      popular = now.popular,
      description = coalesce(p.own_words, now.words),
      face_minor = now.face,
      min_minor = now.least,
      max_minor = now.most
  from (
    select of.id,
      count(o.id) > 0 as available,
      coalesce(bool_or(o.popular), false) as popular,
      coalesce((array_agg(o.description order by length(o.description) desc, o.description))[1], of.description) as words,
      case when of.benefits is null then of.face_minor else coalesce(min(o.face_max_minor), of.face_minor) end as face,
      case when of.denomination = 'range' then coalesce(min(o.face_min_minor), of.min_minor) end as least,
      case when of.denomination = 'range' then coalesce(max(o.face_max_minor), of.max_minor) end as most
    from products as of
    left join offers as o on o.product_id = of.id and o.active
      and not (o.required_fields ?| array[${NOT_ASKED.map((name) => `'${name}'`).join(", ")}])
    where of.id in ${ids}
    group by of.id
  ) as now
  where p.id = now.id and (p.available, p.popular, p.description, p.face_minor, p.min_minor, p.max_minor)
    is distinct from (now.available, now.popular, coalesce(p.own_words, now.words), now.face, now.least, now.most)`;

/** Until orders tell more, the operator with the most to choose from comes first. */
export async function refreshPopularity(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    update ${operators} as o
    set popularity = now.choices
    from (select operator_id, count(*) filter (where available)::int as choices from ${products} group by operator_id) as now
    where o.id = now.operator_id and o.popularity <> now.choices`);
}
