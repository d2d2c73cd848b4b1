import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readBuyerId } from "@/app/buyer";
import { missingPage } from "@/app/missing-page";
import { PriceParts } from "@/components/checkout/price-parts";
import { RecipientCard } from "@/components/checkout/recipient-card";
import { Card } from "@/components/ui/card";
import type { Locale } from "@/i18n/locales";
import { readCheckout } from "@/lib/checkout";
import { buyerContext } from "@/lib/runtime";
import { NextStep } from "./next-step";
import { PriceChanged } from "./price-changed";

interface Props {
  params: Promise<{ locale: Locale; checkoutId: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "checkout" });
  return { title: t("title"), robots: { index: false, follow: false } };
}

export default async function CheckoutPage({ params, searchParams }: Props) {
  const { locale, checkoutId } = await params;
  setRequestLocale(locale);
  const buyerId = await readBuyerId();
  if (!buyerId) missingPage(locale);
  const checkout = await readCheckout(buyerContext({ buyerId, locale }), { checkoutId });
  const line = checkout?.lines[0];
  if (!checkout || !line) missingPage(locale);
  const [t, { before }] = await Promise.all([getTranslations("checkout"), searchParams]);
  // Pay was pressed and Stripe gave no page: pressing again asks for the same one.
  const stage = checkout.stage === "paying" && !checkout.payUrl ? "open" : checkout.stage;
  const { price, operator } = line;
  return (
    <div className="wrap grid items-start gap-5 pt-4 pb-16 md:grid-cols-[1.15fr_0.85fr] md:gap-x-6">
      <h1 className="text-xl md:col-span-2">{t(`heading.${stage}`)}</h1>
      <div className="grid gap-5">
        <RecipientCard line={line} changeable={checkout.stage === "open" || checkout.stage === "stale"} />
        <Card>
          <h2 className="mb-4 text-lg">{t("price.heading")}</h2>
          <PriceParts price={price} operator={operator.name} parcel={line.parcel} explained />
        </Card>
      </div>
      <Card asks className="grid gap-5">
        {stage === "open" && <PriceChanged total={price.total} before={before} />}
        <NextStep checkout={checkout} stage={stage} total={price.total} locale={locale} />
      </Card>
    </div>
  );
}
