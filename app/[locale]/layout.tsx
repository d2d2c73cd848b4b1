import type { Metadata, Viewport } from "next";
import { hasLocale } from "next-intl";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import { OfflineHelper } from "@/components/pwa/offline-helper";
import { PaintedWhole } from "@/components/layout/whole";
import { LanguageLinks } from "@/components/layout/language-links";
import { directionOf, LANGUAGE_NAMES, localePath, LOCALES } from "@/i18n/locales";
import { env } from "@/lib/env";
import { Face } from "../face";
import { ShopSheet } from "../sheet";

interface Props {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

export function generateStaticParams() {
  return LOCALES.map((locale) => ({ locale }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(LOCALES, locale)) return {};
  const t = await getTranslations({ locale, namespace: "common" });
  return {
    metadataBase: new URL(env().appUrl),
    title: { default: t("meta.title"), template: `%s · ${t("name")}` },
    description: t("meta.description"),
    applicationName: t("name"),
    manifest: localePath(locale, "/manifest"),
    openGraph: { siteName: t("name"), type: "website", locale },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfaf6" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1420" },
  ],
};

export default async function LocaleLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!hasLocale(LOCALES, locale)) notFound();
  setRequestLocale(locale);
  const t = await getTranslations("common");
  const link = (path: string, text: string) => ({ href: localePath(locale, path), text });
  const help = link("/help", t("nav.help"));
  const countries = link("/countries", t("nav.countries"));
  const goods = [
    link("/esim", t("nav.esim")),
    link("/gift-cards", t("nav.giftCards")),
    link("/bills", t("nav.bills")),
  ];
  const name = LANGUAGE_NAMES[locale];
  const language = { label: t("nav.language", { name }), name };
  return (
    <html lang={locale} dir={directionOf(locale)} suppressHydrationWarning>
      <head>
        <Face />
        <ShopSheet />
        <PaintedWhole />
      </head>
      <body>
        <Header
          home={link("/", t("name"))}
          links={[countries, ...goods, help]}
          skip={t("nav.skip")}
          search={link("/search", t("nav.search"))}
          language={language}
        />
        <main id="main" tabIndex={-1} className="outline-none">
          {children}
        </main>
        <Footer
          promise={t("footer.promise")}
          links={[countries, ...goods, link("/request", t("nav.request")), help]}
          languages={<LanguageLinks label={t("nav.languages")} />}
          note={env().mode === "demo" ? t("footer.demo") : undefined}
        />
        <OfflineHelper page={localePath(locale, "/offline")} />
      </body>
    </html>
  );
}
