import { hasLocale } from "next-intl";
import { NextResponse, type NextRequest } from "next/server";
import { readBuyerId } from "@/app/buyer";
import { DEFAULT_LOCALE, localePath, LOCALES } from "@/i18n/locales";
import { confirmPayment } from "@/lib/checkout";
import { buyerContext } from "@/lib/runtime";

/** Stripe's page sends the buyer here after the card was held. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ locale: string; checkoutId: string }> },
): Promise<Response> {
  const { locale: asked, checkoutId } = await params;
  const locale = hasLocale(LOCALES, asked) ? asked : DEFAULT_LOCALE;
  const ctx = buyerContext({ buyerId: (await readBuyerId()) ?? "guest", locale });
  const sessionId = request.nextUrl.searchParams.get("session");
  const confirmed = await confirmPayment(ctx, { checkoutId, sessionId });
  const path = confirmed
    ? `/orders/${confirmed.orderPublicId}`
    : `/checkout/${encodeURIComponent(checkoutId)}`;
  return new NextResponse(null, {
    status: 303,
    headers: { Location: localePath(locale, path), "Cache-Control": "no-store" },
  });
}
