import type { InferSelectModel } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { together, type Ctx } from "@/db/context";
import { partOf, rowOf, type Part } from "@/db/row-of";
import { runStatement, type Place } from "@/db/run-statement";
import {
  attempts,
  checkouts,
  operators,
  orderEvents,
  orders,
  paymentEvents,
  payments,
  products,
  quotes,
} from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";

/** Everything known of one order, as rows; views are drawn from it. */
export interface OrderFacts {
  order: InferSelectModel<typeof orders>;
  operator: InferSelectModel<typeof operators>;
  product: InferSelectModel<typeof products>;
  quote: InferSelectModel<typeof quotes>;
  payment: InferSelectModel<typeof payments>;
  /** Language of the checkout. */
  locale: string;
  attempts: InferSelectModel<typeof attempts>[];
  orderEvents: InferSelectModel<typeof orderEvents>[];
  paymentEvents: InferSelectModel<typeof paymentEvents>[];
  /** Rises with each change of the orders that were paid together with it. */
  othersVersion?: number;
}

const order = rowOf(orders);
const operator = rowOf(operators);
const product = rowOf(products);
const quote = rowOf(quotes);
const payment = rowOf(payments);
const checkout = partOf<{ locale: string }>({ locale: checkouts.locale });
const attempt = rowOf(attempts);
const orderEvent = rowOf(orderEvents);
const paymentEvent = rowOf(paymentEvents);

type Head = Pick<OrderFacts, "order" | "operator" | "product" | "quote" | "payment" | "locale">;

function headOf(row: unknown[]): Head {
  let from = 0;
  const next = <Row>(part: Part<Row>): Row => {
    const read = part.read(row, from);
    from += part.width;
    return read;
  };
  return {
    order: next(order),
    operator: next(operator),
    product: next(product),
    quote: next(quote),
    payment: next(payment),
    ...next(checkout),
  };
}

/** Reads one order by its public id or its id: four indexed statements, sent together. */
export async function readOrderFacts(
  ctx: Ctx,
  key: { publicId: string } | { id: string },
): Promise<OrderFacts | undefined> {
  if ("publicId" in key ? !isPublicId(key.publicId) : !isUuid(key.id)) return undefined;
  const which = (place: Place): string =>
    "publicId" in key ? `public_id = ${place(key.publicId)}` : `id = ${place(key.id)}::uuid`;
  const [[head], attemptRows, orderRows, paymentRows] = await together(
    runStatement(
      ctx,
      (
        place,
      ) => `select ${order.list("o")}, ${operator.list("n")}, ${product.list("p")}, ${quote.list("q")}, ${payment.list("m")}, c.locale,
          (select coalesce(sum(version), 0) from orders s where s.checkout_id = o.checkout_id and s.id <> o.id)
        from orders o join operators n on n.id = o.operator_id join products p on p.id = o.product_id
          join quotes q on q.id = o.quote_id join payments m on m.checkout_id = o.checkout_id
          join checkouts c on c.id = o.checkout_id
        where o.${which(place)}`,
    ),
    runStatement(
      ctx,
      (place) => `select ${attempt.list("a")} from attempts a
        where order_id = (select id from orders where ${which(place)}) order by n`,
    ),
    runStatement(
      ctx,
      (place) => `select ${orderEvent.list("e")} from order_events e
        where order_id = (select id from orders where ${which(place)}) order by seq`,
    ),
    runStatement(
      ctx,
      (place) => `select ${paymentEvent.list("e")} from payment_events e
        where payment_id = (select m.id from payments m join orders o on o.checkout_id = m.checkout_id
          where o.${which(place)}) order by seq`,
    ),
  );
  if (!head) return undefined;
  return {
    ...headOf(head),
    othersVersion: Number(head.at(-1)),
    attempts: attemptRows.map((row) => attempt.read(row)),
    orderEvents: orderRows.map((row) => orderEvent.read(row)),
    paymentEvents: paymentRows.map((row) => paymentEvent.read(row)),
  };
}
