import { formatMoney } from "@/lib/core/money";
import type { OrderView } from "@/lib/orders/types";

type Sent = Pick<OrderView, "kind" | "description"> & { price: Pick<OrderView["price"], "face"> };

/** Money that arrives has an amount for a name, whatever the provider calls it. */
const MONEY: readonly Sent["kind"][] = ["airtime", "pin"];

/** Name of a package, "3 GB · 30 days"; undefined where money arrives. */
export function parcelOf({ kind, description }: Pick<Sent, "kind" | "description">): string | undefined {
  return MONEY.includes(kind) || description === "" ? undefined : description;
}

/** "₦10,000" of airtime, "3 GB · 30 days" of a bundle: what the buyer calls it. */
export function whatIsSent(order: Sent, locale: string): string {
  return parcelOf(order) ?? formatMoney(order.price.face, locale, { compact: true });
}
