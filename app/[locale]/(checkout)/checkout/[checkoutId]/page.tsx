import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readBuyerId } from "@/app/buyer";
import { missingPage } from "@/app/missing-page";
import { writeFailure } from "@/app/write-failure";
import { PriceParts } from "@/components/checkout/price-parts";
import { PriceSum } from "@/components/checkout/price-sum";
import { RecipientCard } from "@/components/checkout/recipient-card";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/locales";
import { readCheckout } from "@/lib/checkout";
import type { CheckoutView } from "@/lib/checkout/types";
import type { PriceView } from "@/lib/orders/types";
import { buyerContext } from "@/lib/runtime";
import { DeliveryLineOf, DeliveryNoticeOf } from "../../../delivery-of";
import { GiftPart } from "./gift-part";
import { LineList, AddLink } from "./line-list";
import { NextStep } from "./next-step";
import { PriceChoices } from "./price-choices";
import { PriceChanged } from "./price-changed";

interface Props {
  params: Promise<{ locale: Locale; checkoutId: string }>;
  searchParams: Promise<{ before?: string | string[]; refused?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "checkout" });
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** A code's discount stands in the price once that is frozen; before, it is taken off what the line costs now. */
const withDiscount = (price: PriceView, { promo, total }: CheckoutView): PriceView =>
  price.discount || !promo?.discount ? price : { ...price, discount: promo.discount, total };

export default async function CheckoutPage({ params, searchParams }: Props) {
  const { locale, checkoutId } = await params;
  setRequestLocale(locale);
  const buyerId = await readBuyerId();
  if (!buyerId) missingPage(locale);
  const checkout = await readCheckout(buyerContext({ buyerId, locale }), { checkoutId });
  const line = checkout?.lines[0];
  if (!checkout || !line) missingPage(locale);
  const [t, { before, refused: code }] = await Promise.all([getTranslations("checkout"), searchParams]);
  const refused = typeof code === "string" ? (await writeFailure(locale, { code })).text : undefined;
  // Pay was pressed and Stripe gave no page: pressing again asks for the same one.
  const stage = checkout.stage === "paying" && !checkout.payUrl ? "open" : checkout.stage;
  const changeable = checkout.stage === "open" || checkout.stage === "stale";
  const several = checkout.lines.length > 1;
  return (
    <div className="wrap grid items-start gap-5 pt-4 pb-16 md:grid-cols-[1.15fr_0.85fr] md:gap-x-6">
      <h1 className="text-xl md:col-span-2">
        {t(several && stage === "open" ? "heading.openSeveral" : `heading.${stage}`)}
      </h1>
      <div className="grid min-w-0 gap-5">
        {several ? (
          <LineList checkout={checkout} />
        ) : (
          <RecipientCard
            line={line}
            changeable={changeable}
            gift={<GiftPart line={line} checkoutId={checkout.id} changeable={changeable} />}
          />
        )}
        <AddLink checkout={checkout} locale={locale} />
        <Card className="grid gap-4">
          <h2 className="text-lg">{t("price.heading")}</h2>
          {several ? (
            <PriceSum checkout={checkout} />
          ) : (
            <PriceParts
              price={withDiscount(line.price, checkout)}
              operator={line.operator.name}
              kind={line.kind}
              parcel={line.parcel}
              parcelLang={line.parcelLang}
              explained
            />
          )}
          <PriceChoices checkout={checkout} locale={locale} />
        </Card>
      </div>
      <Card asks className="grid min-w-0 gap-5">
        {refused && <Notice tone="bad">{refused}</Notice>}
        {stage === "open" && <PriceChanged total={checkout.total} before={before} />}
        {!several && changeable && (
          <>
            <DeliveryNoticeOf operator={line.operator} />
            <DeliveryLineOf operator={line.operator} />
          </>
        )}
        <NextStep checkout={checkout} stage={stage} total={checkout.total} locale={locale} />
      </Card>
    </div>
  );
}
