import { and, eq, type InferSelectModel } from "drizzle-orm";
import { together, type Ctx } from "@/db/context";
import { rowOf } from "@/db/row-of";
import { runStatement, type Place } from "@/db/run-statement";
import { checkouts, operators, products, quotes, recipients, type StoredPrice } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { Micros, Money } from "@/lib/core/money";

export type { JudgedLimit } from "@/db/schema";
export type CheckoutRow = InferSelectModel<typeof checkouts>;
export type QuoteRow = InferSelectModel<typeof quotes>;

const checkoutRow = rowOf(checkouts);
const quoteRow = rowOf(quotes);
const operatorRow = rowOf(operators);
const productRow = rowOf(products);
const recipientRow = rowOf(recipients);

async function checkoutWhere(ctx: Ctx, rest: (place: Place) => string): Promise<CheckoutRow | undefined> {
  const [row] = await runStatement(
    ctx,
    (place) => `select ${checkoutRow.list("c")} from checkouts c where ${rest(place)}`,
  );
  return row && checkoutRow.read(row);
}

/** One line of a checkout with everything its page shows. */
export interface CheckoutLine {
  quote: QuoteRow;
  operator: InferSelectModel<typeof operators>;
  product: InferSelectModel<typeof products>;
  /** The number it goes to, where it goes to one. */
  recipient: InferSelectModel<typeof recipients> | null;
  secondsLeft: number;
}

/** Whom a line goes to and what it needs besides, as `quotes` says it. */
export type LineTarget = Pick<
  QuoteRow,
  "recipientId" | "account" | "via" | "recipientEmail" | "gift" | "recipientName" | "fields"
>;

export interface NewQuote extends LineTarget {
  line: number;
  operatorId: string;
  productId: string;
  offerId: string;
  face: Money;
  total: Money;
  price: StoredPrice;
  cost: Micros;
}

export async function createCheckout(
  ctx: Ctx,
  input: { buyerId: string; currency: string; locale: string; email?: string | null },
): Promise<CheckoutRow> {
  const [row] = await runStatement(
    ctx,
    (place) => `insert into checkouts as c (id, buyer_id, currency, locale, email)
      values (${[newId(), input.buyerId, input.currency, input.locale, input.email].map(place).join(", ")})
      returning ${checkoutRow.list("c")}`,
  );
  if (!row) throw new Error("The checkout was not written");
  return checkoutRow.read(row);
}

/** Puts a quote on a line; an earlier one of that line is replaced. */
export async function putQuote(ctx: Ctx, checkoutId: string, quote: NewQuote): Promise<void> {
  const { line, face, total, cost } = quote;
  const ids = [
    newId(),
    checkoutId,
    line,
    quote.recipientId,
    quote.operatorId,
    quote.productId,
    quote.offerId,
    quote.account,
    quote.via,
    quote.recipientEmail,
    quote.recipientName,
    quote.fields,
  ];
  const amounts = [face.minor, face.currency, total.minor, total.currency, cost.micros, cost.currency];
  await together(
    runStatement(
      ctx,
      (place) => `update quotes set replaced = true
        where checkout_id = ${place(checkoutId)} and line = ${place(line)} and not replaced`,
    ),
    runStatement(
      ctx,
      (place) => `insert into quotes (id, checkout_id, line, recipient_id, operator_id, product_id, offer_id,
          account, via, recipient_email, recipient_name, fields,
          face_minor, face_currency, total_minor, total_currency, cost_micros, cost_currency, price, gift, recipient, expires_at)
        values (${[...ids, ...amounts].map(place).join(", ")}, ${place(quote.price)}::jsonb, ${place(quote.gift)}::jsonb,
          (select recipient from products where id = ${place(quote.productId)}),
          app_now() + ${place(`${ctx.policy.quoteLife} milliseconds`)}::interval)`,
    ),
    // What is chosen for the number from now on replaces this line, in whatever tab.
    quote.recipientId === null
      ? Promise.resolve([])
      : runStatement(
          ctx,
          (place) => `update recipients set for_checkout_id = ${place(checkoutId)}, for_line = ${place(line)}
            where id = ${place(quote.recipientId)}`,
        ),
  );
}

/** The checkout, if it is this buyer's. */
export async function readCheckoutRow(
  ctx: Ctx,
  checkoutId: string,
  buyerId: string,
): Promise<CheckoutRow | undefined> {
  return checkoutWhere(ctx, (place) => `id = ${place(checkoutId)} and buyer_id = ${place(buyerId)}`);
}

/** The same, locked: two presses of pay come one after the other. */
export async function lockCheckout(
  ctx: Ctx,
  checkoutId: string,
  buyerId: string,
): Promise<CheckoutRow | undefined> {
  return checkoutWhere(
    ctx,
    (place) => `id = ${place(checkoutId)} and buyer_id = ${place(buyerId)} for no key update`,
  );
}

export async function readLines(ctx: Ctx, checkoutId: string): Promise<CheckoutLine[]> {
  const rows = await runStatement(
    ctx,
    (
      place,
    ) => `select ${quoteRow.list("q")}, ${operatorRow.list("o")}, ${productRow.list("p")}, ${recipientRow.list("r")},
        greatest(0, floor(extract(epoch from q.expires_at - app_now())))
      from quotes q join operators o on o.id = q.operator_id join products p on p.id = q.product_id
        left join recipients r on r.id = q.recipient_id
      where q.checkout_id = ${place(checkoutId)} and not q.replaced order by q.line`,
  );
  const operatorFrom = quoteRow.width;
  const productFrom = operatorFrom + operatorRow.width;
  const recipientFrom = productFrom + productRow.width;
  return rows.map((row) => ({
    quote: quoteRow.read(row),
    operator: operatorRow.read(row, operatorFrom),
    product: productRow.read(row, productFrom),
    recipient: row[recipientFrom] === null ? null : recipientRow.read(row, recipientFrom),
    secondsLeft: Number(row.at(-1)),
  }));
}

/** What is frozen with the price of a line. */
export interface FrozenLine {
  line: number;
  /** Taken off its total by a promo code. */
  discountMinor: number;
  /** What of what is left is tax; null where none is taken. */
  tax: (Required<Pick<StoredPrice, "taxed">> & Pick<StoredPrice, "taxMinor" | "rateAddsMinor">) | null;
  recipientName: string | null;
}

/** Whom a line's code is sent to, where that is not its buyer. Only while nothing of it is paid. */
export async function setGiftOfLine(
  ctx: Ctx,
  place: { checkoutId: string; line: number },
  to: Pick<QuoteRow, "recipientEmail" | "gift">,
): Promise<void> {
  await ctx.db
    .update(quotes)
    .set(to)
    .where(
      and(
        eq(quotes.checkoutId, place.checkoutId),
        eq(quotes.line, place.line),
        eq(quotes.replaced, false),
        eq(quotes.frozen, false),
      ),
    );
}

/** From here on the price stands until the Session ends; what follows speaks the language in which pay was pressed. */
export async function freezeCheckout(
  ctx: Ctx,
  checkoutId: string,
  by: {
    buyer: Pick<CheckoutRow, "email" | "residence" | "consent" | "ip" | "userAgent" | "locale" | "judged">;
    lines: FrozenLine[];
  },
): Promise<void> {
  const { email, residence, consent, ip, userAgent, locale, judged } = by.buyer;
  await together(
    runStatement(
      ctx,
      (place) => `update quotes q set frozen = true, recipient_name = f."recipientName",
          total_minor = total_minor - f."discountMinor",
          price = price || coalesce(f.tax, '{}') || case when f."discountMinor" = 0 then '{}'
            else jsonb_build_object('discountMinor', f."discountMinor") end
        from jsonb_to_recordset(${place(by.lines)}::jsonb)
          as f(line int, "discountMinor" bigint, "recipientName" text, tax jsonb)
        where q.checkout_id = ${place(checkoutId)} and q.line = f.line and not q.replaced`,
    ),
    runStatement(
      ctx,
      (place) => `update checkouts set email = ${place(email)}, residence = ${place(residence)},
          locale = ${place(locale)}, consent = ${place(consent)}::jsonb, ip = ${place(ip)}, user_agent = ${place(userAgent)},
          judged = ${place(judged)}::jsonb, paid_pressed_at = app_now()
        where id = ${place(checkoutId)}`,
    ),
  );
}

export async function readQuote(ctx: Ctx, quoteId: string): Promise<QuoteRow> {
  const [row] = await runStatement(
    ctx,
    (place) => `select ${quoteRow.list("q")} from quotes q where id = ${place(quoteId)}`,
  );
  if (!row) throw new Error(`No quote ${quoteId}`);
  return quoteRow.read(row);
}

/** Other goods for what an order is paid already: a frozen quote in the place of the old one. Returns its id. */
export async function putFrozenQuote(
  ctx: Ctx,
  old: QuoteRow,
  goods: Pick<NewQuote, "operatorId" | "productId" | "offerId" | "face" | "cost" | "price">,
): Promise<string> {
  const { face, cost, ...rest } = goods;
  const id = newId();
  await ctx.db.update(quotes).set({ replaced: true }).where(eq(quotes.id, old.id));
  await ctx.db.insert(quotes).values({
    ...old,
    ...rest,
    id,
    faceMinor: face.minor,
    faceCurrency: face.currency,
    costMicros: cost.micros,
    costCurrency: cost.currency,
    replaced: false,
  });
  return id;
}

/** What the offer cost when the price was made. */
export async function readQuotedCost(ctx: Ctx, quoteId: string): Promise<Micros> {
  const [row] = await ctx.db
    .select({ micros: quotes.costMicros, currency: quotes.costCurrency })
    .from(quotes)
    .where(eq(quotes.id, quoteId));
  if (!row) throw new Error(`No quote ${quoteId}`);
  return row;
}
