import { localePath, type Locale } from "@/i18n/locales";
import { toDecimal, type Money } from "@/lib/core/money";
import { env } from "@/lib/env";

const addressOf = (locale: Locale, path: string) => `${env().appUrl}${localePath(locale, path)}`;

/** The shop itself and its search, in schema.org's words. */
export function describeShop(locale: Locale, shop: { name: string; description: string }) {
  const home = addressOf(locale, "/");
  const organization = { "@id": `${env().appUrl}/#shop` };
  return {
    "@graph": [
      {
        "@type": "Organization",
        ...organization,
        name: shop.name,
        description: shop.description,
        url: env().appUrl,
        logo: `${env().appUrl}/icons/icon-512.png`,
      },
      {
        "@type": "WebSite",
        name: shop.name,
        url: home,
        inLanguage: locale,
        publisher: organization,
        potentialAction: {
          "@type": "SearchAction",
          target: {
            "@type": "EntryPoint",
            urlTemplate: `${addressOf(locale, "/search")}?q={search_term_string}`,
          },
          "query-input": "required name=search_term_string",
        },
      },
    ],
  };
}

/** Where a page stands below the landing page, outermost first. */
export function describeTrail(locale: Locale, trail: { name: string; path: string }[]) {
  return {
    "@type": "BreadcrumbList",
    itemListElement: trail.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: addressOf(locale, path),
    })),
  };
}

interface Goods {
  name: string;
  description: string;
  /** Of the page; its picture is that of its share card. */
  path: string;
  prices: Money[];
}

/** What is sold on a page; undefined while nothing of it has a price in one currency. */
export function describeGoods(locale: Locale, goods: Goods) {
  const [first] = goods.prices;
  const prices = goods.prices.filter(({ currency }) => currency === first?.currency);
  if (!first) return undefined;
  const sorted = prices.toSorted((a, b) => a.minor - b.minor);
  const [low = first, high = first] = [sorted[0], sorted.at(-1)];
  return {
    "@type": "Product",
    name: goods.name,
    description: goods.description,
    url: addressOf(locale, goods.path),
    image: addressOf(locale, `/share-image${goods.path}`),
    offers: {
      "@type": "AggregateOffer",
      priceCurrency: first.currency,
      lowPrice: toDecimal(low),
      highPrice: toDecimal(high),
      offerCount: prices.length,
      availability: "https://schema.org/InStock",
    },
  };
}

/** Questions and their answers, as the page shows them. */
export function describeAnswers(answers: { question: string; answer: string }[]) {
  return {
    "@type": "FAQPage",
    mainEntity: answers.map(({ question, answer }) => ({
      "@type": "Question",
      name: question,
      acceptedAnswer: { "@type": "Answer", text: answer },
    })),
  };
}
