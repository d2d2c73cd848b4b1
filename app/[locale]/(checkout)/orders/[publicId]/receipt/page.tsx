import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { missingPage } from "@/app/missing-page";
import { Logo } from "@/components/layout/logo";
import { PrintButton } from "@/components/orders/print-button";
import { ReceiptSheet } from "@/components/orders/receipt-sheet";
import { buttonClass } from "@/components/ui/button";
import { localePath, type Locale } from "@/i18n/locales";
import { readOrderView } from "@/lib/reports";
import { buyerContext } from "@/lib/runtime";
import { writeReceipt } from "./write-receipt";

interface Props {
  params: Promise<{ locale: Locale; publicId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "proof.receipt" });
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** The receipt alone, for paper: the same words as in the PDF, in every language. */
export default async function ReceiptPage({ params }: Props) {
  const { locale, publicId } = await params;
  setRequestLocale(locale);
  const order = await readOrderView(buyerContext({ buyerId: "receipt", locale }), { publicId });
  if (!order) missingPage(locale);
  const [t, receipt] = await Promise.all([getTranslations("proof.receipt"), writeReceipt(order, locale)]);
  return (
    <div className="wrap max-w-2xl pt-4 pb-14 print:max-w-none print:p-0">
      <nav className="mb-4 flex flex-wrap items-center justify-between gap-3 print:hidden">
        <Link
          href={localePath(locale, `/orders/${publicId}`)}
          prefetch={false}
          className="link inline-flex min-h-12 items-center"
        >
          {t("back")}
        </Link>
        <span className="flex flex-wrap gap-3">
          <a href={`/api/orders/${publicId}/receipt?locale=${locale}`} className={buttonClass("quiet")}>
            {t("pdf")}
          </a>
          <PrintButton label={t("print")} />
        </span>
      </nav>
      <ReceiptSheet receipt={receipt} logo={<Logo />} />
    </div>
  );
}
