import { hasLocale } from "next-intl";
import { moneyByCode, writeReceipt } from "@/app/[locale]/(checkout)/orders/[publicId]/receipt/write-receipt";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@/i18n/locales";
import { formatMoney, type Money } from "@/lib/core/money";
import { readOrderView } from "@/lib/reports";
import { buyerContext } from "@/lib/runtime";
import { drawReceipt } from "./draw-receipt";

/** Languages written in the letters that the typeface has; in the others the PDF speaks English, and the page to print speaks them all. */
const LATIN: readonly Locale[] = ["en", "es", "fr", "pt", "fil"];

/** Signs of money that the typeface draws. */
const SIGNS = /^[\u0020-\u024f€₹\u2009\u202f\u2212]*$/;

/** The receipt of an order as PDF, for whoever holds its public id. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ publicId: string }> },
): Promise<Response> {
  const { publicId } = await params;
  const headers = { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" };
  const asked = new URL(request.url).searchParams.get("locale");
  const locale = hasLocale(LOCALES, asked) && LATIN.includes(asked) ? asked : DEFAULT_LOCALE;
  const order = await readOrderView(buyerContext({ buyerId: "receipt", locale }), { publicId });
  if (!order) return Response.json({ error: "order-gone" }, { status: 404, headers });
  const byCode = moneyByCode(locale);
  const money = (amount: Money) => {
    const written = formatMoney(amount, locale);
    return SIGNS.test(written) ? written : byCode(amount);
  };
  const receipt = await writeReceipt(order, locale, money);
  const reference = order.attempts.at(-1)?.reference ?? order.createdAt.slice(0, 10);
  const bytes = await drawReceipt(receipt, { locale, subject: reference });
  return new Response(Buffer.from(bytes), {
    headers: {
      ...headers,
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="homeline-${reference}.pdf"`,
    },
  });
}
