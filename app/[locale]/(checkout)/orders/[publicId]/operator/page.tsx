import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import { readBuyerId } from "@/app/buyer";
import { missingPage } from "@/app/missing-page";
import { Brings } from "@/components/checkout/brings";
import { ButtonForm } from "@/components/checkout/button-form";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import { Notice } from "@/components/ui/notice";
import { localePath, setApart, type Locale } from "@/i18n/locales";
import { sameMoney, formatMoney } from "@/lib/core/money";
import { readExchanges } from "@/lib/fulfilment";
import { langIn, parcelOf } from "@/lib/providers/parcel-of";
import { readOrderView } from "@/lib/reports";
import { buyerContext } from "@/lib/runtime";
import { changeOperatorAction } from "../change-operator-action";

interface Props {
  params: Promise<{ locale: Locale; publicId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "orders.exchange" });
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** What other operators deliver for the money that is held, one button each. */
export default async function ExchangePage({ params }: Props) {
  const { locale, publicId } = await params;
  setRequestLocale(locale);
  const ctx = buyerContext({ buyerId: (await readBuyerId()) ?? "guest", locale });
  const [order, exchanges, t] = await Promise.all([
    readOrderView(ctx, { publicId }),
    readExchanges(ctx, { publicId }),
    getTranslations("orders.exchange"),
  ]);
  if (!order || !exchanges) missingPage(locale);
  // On its way or at its end meanwhile: the order says which.
  if (!order.exchangeable) redirect(localePath(locale, `/orders/${publicId}`));
  const nameOf = (product: Parameters<typeof parcelOf>[0]) => {
    const parcel = parcelOf(product, locale);
    return parcel && setApart(parcel, locale);
  };
  const write = (amount: typeof order.price.face) => formatMoney(amount, locale, { compact: true });
  return (
    <div className="wrap grid max-w-xl gap-5 pt-4 pb-16">
      <Link
        href={localePath(locale, `/orders/${publicId}`)}
        prefetch={false}
        className="link inline-flex min-h-12 items-center text-sm"
      >
        {t("back")}
      </Link>
      <div className="grid gap-1.5">
        <h1 className="text-xl">{t("title")}</h1>
        <p className="text-ink-2">{t("lead", { total: formatMoney(order.price.total, locale) })}</p>
      </div>
      {exchanges.length === 0 && <Notice tone="wait">{t("none")}</Notice>}
      <ul className="grid gap-3">
        {exchanges.map(({ operator, face, product }) => (
          <li key={operator.id}>
            <Card className="grid gap-3">
              <div className="flex items-center gap-3">
                <Monogram name={operator.name} />
                <div className="text-sm text-ink-2">
                  <p>
                    {order.parcel !== null
                      ? t("covers")
                      : sameMoney(face, order.price.face)
                        ? t("same")
                        : t("less", { face: write(order.price.face) })}
                  </p>
                  <Brings
                    line={{
                      parcel: parcelOf(product, locale),
                      parcelLang: langIn(product, locale),
                      benefits: product.benefits,
                    }}
                  />
                </div>
              </div>
              <ButtonForm
                action={changeOperatorAction}
                tone="quiet"
                fields={{ order: publicId, operator: operator.id, locale }}
                texts={{
                  button: t("arrives", { operator: operator.name, face: nameOf(product) ?? write(face) }),
                  pending: t("pending"),
                }}
              />
            </Card>
          </li>
        ))}
      </ul>
    </div>
  );
}
