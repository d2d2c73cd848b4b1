import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readBuyerId } from "@/app/buyer";
import { missingPage } from "@/app/missing-page";
import { writePlace } from "@/components/catalog/write-operator";
import { PriceParts } from "@/components/checkout/price-parts";
import { LiveOrder } from "@/components/orders/live-order";
import { OrderActions } from "@/components/orders/order-actions";
import { OrderHead } from "@/components/orders/order-head";
import { OrderLine } from "@/components/orders/order-line";
import { OthersCard } from "@/components/orders/others-card";
import { ReceiptCard } from "@/components/orders/receipt-card";
import { Card } from "@/components/ui/card";
import type { Locale } from "@/i18n/locales";
import { REGIONAL } from "@/lib/catalog/types";
import { readOrderView, readOthers, readSendAgain, versionOf } from "@/lib/reports";
import { buyerContext } from "@/lib/runtime";
import { cancelOrderAction } from "./cancel-order-action";
import { ProofCard } from "./proof-card";
import { WhatArrived } from "./what-arrived";

interface Props {
  params: Promise<{ locale: Locale; publicId: string }>;
  searchParams: Promise<{ usage?: string | string[] }>;
}

/** How often the page asks for itself again without JavaScript, in seconds. */
const REFRESH_SECONDS = 5;

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "orders.page" });
  return { title: t("title"), robots: { index: false, follow: false } };
}

export default async function OrderPage({ params, searchParams }: Props) {
  const [{ locale, publicId }, { usage }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const ctx = buyerContext({ buyerId: (await readBuyerId()) ?? "guest", locale });
  const order = await readOrderView(ctx, { publicId });
  if (!order) missingPage(locale);
  const [token, others, t] = await Promise.all([
    readSendAgain(ctx, { publicId }),
    readOthers(ctx, { publicId, locale }),
    getTranslations("orders.page"),
  ]);
  return (
    <div className="wrap grid items-start gap-5 pt-4 pb-16 md:grid-cols-[1.15fr_0.85fr]">
      {!order.ended && (
        <>
          <noscript>
            <meta httpEquiv="refresh" content={String(REFRESH_SECONDS)} />
          </noscript>
          <LiveOrder publicId={publicId} seen={versionOf(order)} />
        </>
      )}
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
        <WhatArrived ctx={ctx} order={order} locale={locale} ask={usage === "now"} />
        <Card asks={!order.ended}>
          <OrderHead order={order} />
          <div className="mt-7">
            <OrderLine
              stops={order.stops}
              direction="down"
              region={order.operator.country === REGIONAL ? writePlace(order.operator, locale) : undefined}
            />
          </div>
          <OrderActions order={order} token={token} cancel={cancelOrderAction} />
        </Card>
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
        <OthersCard orders={others} here={publicId} />
        <Card>
          <h2 className="mb-4 text-lg">{t("price")}</h2>
          <PriceParts
            price={order.price}
            operator={order.operator.name}
            kind={order.kind}
            parcel={order.parcel}
            parcelLang={order.parcelLang}
          />
        </Card>
        <ProofCard order={order} locale={locale} />
        <ReceiptCard order={order} />
      </div>
    </div>
  );
}
