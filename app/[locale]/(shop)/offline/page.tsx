import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { RecentNumberList } from "@/components/phone/recent-number-list";
import { TryAgain } from "@/components/pwa/try-again";
import type { Locale } from "@/i18n/locales";
import { writeRecent } from "../write-number-form";

interface Props {
  params: Promise<{ locale: Locale }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "find.offline" });
  return { title: t("metaTitle"), robots: { index: false } };
}

/** What `public/sw.js` shows without a connection: what goes on meanwhile, and what this device remembers. */
export default async function OfflinePage({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("find.offline");
  return (
    <div className="wrap grid max-w-2xl gap-6 py-8 md:py-14">
      <h1>{t("title")}</h1>
      <p className="text-ink-2">{t("text")}</p>
      <p className="text-ink-2">{t("goesOn")}</p>
      <p>
        <TryAgain label={t("again")} />
      </p>
      <RecentNumberList texts={await writeRecent(locale)} />
    </div>
  );
}
