import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readBuyerId } from "@/app/buyer";
import { missingPage } from "@/app/missing-page";
import { NumberForm } from "@/components/phone/number-form";
import { Card } from "@/components/ui/card";
import { localePath, type Locale } from "@/i18n/locales";
import { readCheckout } from "@/lib/checkout";
import { buyerContext } from "@/lib/runtime";
import { readRecipientOf } from "../../../../(shop)/read-recipient-of";
import { writeNumberForm } from "../../../../(shop)/write-number-form";
import { addNumberAction } from "../../../cart-actions";
import { OtherShelves } from "./other-shelves";
import { SameAgain } from "./same-again";
import { SameNumbers } from "./same-numbers";

interface Props {
  params: Promise<{ locale: Locale; checkoutId: string }>;
  searchParams: Promise<{ to?: string | string[]; instead?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "checkout.add" });
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** One more line for a payment: first whom it is for; with `?to=` what of the payment may be sent there as well. `?instead=` a line. */
export default async function AddPage({ params, searchParams }: Props) {
  const [{ locale, checkoutId }, { to, instead }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const buyerId = await readBuyerId();
  if (!buyerId) missingPage(locale);
  const [checkout, recipient, t, form] = await Promise.all([
    readCheckout(buyerContext({ buyerId, locale }), { checkoutId }),
    readRecipientOf(to),
    getTranslations("checkout.add"),
    writeNumberForm(locale),
  ]);
  if (!checkout) missingPage(locale);
  const replaced = checkout.lines.find(({ line }) => String(line) === instead);
  const back = localePath(locale, `/checkout/${checkout.id}`);
  const action = addNumberAction.bind(null, { checkoutId: checkout.id, line: replaced?.line ?? null });
  return (
    <div className="wrap grid max-w-xl gap-5 pt-4 pb-16">
      <Link href={back} prefetch={false} className="link inline-flex min-h-12 items-center text-sm">
        {t("back")}
      </Link>
      <div className="grid gap-1.5">
        <h1 className="text-xl">{t(replaced ? "instead" : "title")}</h1>
        <p className="text-ink-2">
          {replaced && replaced.to.by === "number"
            ? t("insteadLead", { number: replaced.to.international })
            : t("lead")}
        </p>
      </div>
      {recipient ? (
        <SameAgain checkout={checkout} recipient={recipient} locale={locale} />
      ) : (
        <Card asks>
          <NumberForm action={action} {...form} texts={{ ...form.texts, label: t("who") }} />
        </Card>
      )}
      {!recipient && !replaced && (
        <>
          <SameNumbers checkout={checkout} locale={locale} />
          <OtherShelves checkout={checkout} locale={locale} />
        </>
      )}
    </div>
  );
}
