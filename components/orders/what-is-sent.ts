import { formatMoney, type Money } from "@/lib/core/money";

/** "₦10,000" of airtime, "3 GB · 30 days" of a bundle: what the buyer calls it. */
export function whatIsSent(order: { description: string; price: { face: Money } }, locale: string): string {
  return order.description || formatMoney(order.price.face, locale, { compact: true });
}
