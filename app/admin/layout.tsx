import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { directionOf } from "@/i18n/locales";
import { Face } from "../face";
import { AdminSheet } from "../sheet";

export async function generateMetadata(): Promise<Metadata> {
  const [t, notFound] = await Promise.all([getTranslations("common"), getTranslations("shop.notFound")]);
  return {
    // Every page names itself; what is left has no page for whoever asks.
    title: { default: notFound("title"), template: `%s · ${t("name")}` },
    robots: { index: false, follow: false },
    referrer: "same-origin",
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfaf6" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1420" },
  ],
};

/** The bare page; what staff alone see is a layout further in, so that a 404 looks like any other. */
export default async function AdminRoot({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  return (
    <html lang={locale} dir={directionOf(locale)} suppressHydrationWarning>
      <head>
        <Face />
        <AdminSheet />
      </head>
      <body>{children}</body>
    </html>
  );
}
