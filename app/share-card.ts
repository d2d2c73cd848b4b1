import type { Metadata } from "next";
import { localePath, type Locale } from "@/i18n/locales";

interface Card {
  title: string;
  description: string;
  path: string;
}

/** How a page looks when its address is shared: title, words and the picture that the shop draws for it. */
export function shareCard(locale: Locale, { title, description, path }: Card): Partial<Metadata> {
  const image = localePath(locale, `/share-image${path === "/" ? "" : path}`);
  const images = [{ url: image, width: 1200, height: 630, alt: title }];
  return {
    openGraph: {
      type: "website",
      locale,
      siteName: "Homeline",
      title,
      description,
      images,
      url: localePath(locale, path),
    },
    twitter: { card: "summary_large_image", title, description, images: [image] },
  };
}
