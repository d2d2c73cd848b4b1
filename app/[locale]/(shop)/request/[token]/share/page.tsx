import type { Metadata } from "next";
import Link from "next/link";
import { headers } from "next/headers";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { drawQr } from "@/app/draw-qr";
import { shopOrigin } from "@/app/shop-origin";
import { Moment } from "@/components/orders/moment";
import { LinkCard } from "@/components/share/link-card";
import { Card } from "@/components/ui/card";
import { localePath, type Locale } from "@/i18n/locales";
import { maskNumber } from "@/lib/phone/mask-number";
import { readRequest } from "../read-request";
import { RequestGone } from "../request-gone";

interface Props {
  params: Promise<{ locale: Locale; token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "request.share" });
  return { title: t("metaTitle"), robots: { index: false, follow: false } };
}

/** The link of a request, to hand on. It stands in the address of this page alone. */
export default async function ShareRequestPage({ params }: Props) {
  const { locale, token } = await params;
  setRequestLocale(locale);
  const request = readRequest(token);
  if (request === null || request === "over")
    return <RequestGone locale={locale} over={request === "over"} />;
  const t = await getTranslations("request.share");
  const path = localePath(locale, `/request/${token}`);
  const link = `${shopOrigin((await headers()).get("host"))}${path}`;
  const quiet = "link inline-flex min-h-12 items-center";
  return (
    <div className="wrap grid gap-x-16 gap-y-6 pt-4 pb-14 md:grid-cols-2 md:pt-10">
      <div>
        <h1>{t("title")}</h1>
        <p className="mt-4 max-w-[46ch] text-ink-2">
          {t.rich("lead", {
            number: () => (
              <bdi dir="ltr" className="num font-semibold whitespace-nowrap text-ink">
                {maskNumber(request.number)}
              </bdi>
            ),
            until: () => <Moment at={request.until} locale={locale} shape="date" />,
          })}
        </p>
        <p className="mt-4 flex flex-wrap gap-x-6">
          <Link href={path} prefetch={false} className={quiet}>
            {t("look")}
          </Link>
          <Link href={localePath(locale, "/request")} prefetch={false} className={quiet}>
            {t("another")}
          </Link>
        </p>
      </div>
      <Card asks>
        <LinkCard
          link={link}
          words={t("text", { link })}
          qr={{ src: drawQr(link), label: t("qrLabel"), heading: t("qr") }}
          texts={{ link: t("link"), copy: t("copy"), copied: t("copied"), whatsapp: t("whatsapp") }}
        />
      </Card>
    </div>
  );
}
