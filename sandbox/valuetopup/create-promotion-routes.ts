import type { Route } from "../outside";
import { chanceBy, hashText } from "../world/hash-text";
import type { HostParts } from "./create-catalogue-routes";
import { replyWith } from "./reply-with";
import type { Product, Sku } from "./valuetopup-sku";

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const OFFERS = ["50% bonus", "Double data", "Triple top-up", "Free minutes", "Bonus 1GB"];

/** Promotions of this week and the next: about every tenth airtime product has one. */
export function createPromotionRoutes({ outside, catalogue, guard }: HostParts): Route[] {
  const inWeek = (week: number) =>
    catalogue.products
      .filter(
        ({ productId, category, subCategory }) =>
          category === "Rtr" &&
          subCategory === "Airtime" &&
          chanceBy(`valuetopup promotion ${productId} ${week}`, 10),
      )
      .flatMap((product) => {
        const sku = catalogue.skusOf(product.productId).at(0);
        return sku ? [describePromotion(product, sku, week)] : [];
      });
  const thisWeek = () => Math.floor(outside.now() / WEEK);
  return [
    { method: "GET", path: "/promotion/current", handle: guard(() => replyWith(inWeek(thisWeek()))) },
    { method: "GET", path: "/promotion/upcoming", handle: guard(() => replyWith(inWeek(thisWeek() + 1))) },
  ];
}

/** Times are wall times of the destination, without an offset. */
function describePromotion(product: Product, sku: Sku, week: number): Record<string, unknown> {
  const pick = hashText(`valuetopup offer ${product.productId} ${week}`);
  const offer = OFFERS[pick % OFFERS.length] ?? "Bonus";
  const day = (offset: number) => new Date(week * WEEK + offset * DAY).toISOString().slice(0, 10);
  return {
    promotionName: `${product.operatorName}: ${offer}`,
    startDate: `${day(0)}T00:00:00`,
    endDate: `${day(5 + (pick % 2))}T23:59:00`,
    description: `<p>${offer} on every top-up of ${product.operatorName.replaceAll("&", "&amp;")}.</p>`,
    restriction: pick % 2 === 0 ? "Prepaid numbers only" : null,
    promotionMinMax: [
      { currencyCode: sku.faceCurrency, minAmount: Number(sku.min), maxAmount: Number(sku.max) },
    ],
    product: { productId: product.productId, productName: product.productName },
  };
}
