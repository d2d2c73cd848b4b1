import type { Messages } from "@/i18n/messages-en";
import type { OrderView, Stop } from "@/lib/orders/types";

export interface Told {
  key: keyof Messages["orders"]["told"];
  tone: "plain" | "wait" | "ok" | "bad";
}

const wait = (key: Told["key"]): Told => ({ key, tone: "wait" });

function tellArrived(order: OrderView, charged: Stop | undefined): Told {
  if (order.money === "refunding" || order.money === "refunded") return { key: order.money, tone: "plain" };
  if (order.money === "lost") return { key: "lost", tone: "ok" };
  if (order.money !== "charged") return { key: "charging", tone: "ok" };
  const part = charged?.amount && charged.amount.minor < order.price.total.minor;
  return { key: part ? "charged-part" : "charged", tone: "ok" };
}

function tellFailed({ money, stops }: OrderView): Told {
  if (money === "refunding" || money === "refunded") return { key: money, tone: "plain" };
  const key = money === "released" ? "released" : "releasing";
  return { key: stops.some(({ why }) => why === "unproven") ? `unproven-${key}` : key, tone: "bad" };
}

function tellCancelled({ money }: OrderView): Told {
  if (money === "none") return { key: "cancelled", tone: "plain" };
  return { key: money === "released" ? "cancelled-released" : "cancelled-releasing", tone: "plain" };
}

/** What the page says first of an order: its state in a word, and what has happened to the money. */
export function tellOrder(order: OrderView): Told {
  switch (order.state) {
    case "draft":
    case "awaiting_payment":
      return wait("unpaid");
    case "expired":
      return { key: "expired", tone: "plain" };
    case "cancelled":
      return tellCancelled(order);
    case "delivered":
      return tellArrived(order, order.stops.at(-1));
    case "undeliverable":
      return tellFailed(order);
    case "review":
      return wait("review");
    default:
      if (order.stops.some(({ status }) => status === "doubt")) return wait("doubt");
      return wait(order.stops.some(({ why }) => why) ? "waiting" : "on-its-way");
  }
}
