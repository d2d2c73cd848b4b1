import type { Messages } from "@/i18n/messages-en";
import type { OrderView, Stop } from "@/lib/orders/types";

export interface Told {
  key: keyof Messages["orders"]["told"];
  tone: "plain" | "wait" | "ok" | "bad";
}

const wait = (key: Told["key"]): Told => ({ key, tone: "wait" });

function tellArrived(order: OrderView, charged: Stop | undefined): Told {
  switch (order.money) {
    case "refunding":
      return { key: "giving-back", tone: "plain" };
    case "refunded":
      return { key: "refunded", tone: "plain" };
    case "owed":
      return { key: "owed", tone: "bad" };
    case "lost":
    case "waived":
      return { key: order.money, tone: "ok" };
    case "held":
      return { key: "with-others", tone: "ok" };
    case "charged": {
      const part = charged?.amount && charged.amount.minor < order.price.total.minor;
      return { key: part ? "charged-part" : "charged", tone: "ok" };
    }
    default:
      return { key: "charging", tone: "ok" };
  }
}

function tellFailed({ money, stops }: OrderView): Told {
  if (money === "refunding" || money === "refunded") return { key: money, tone: "plain" };
  if (money === "owed") return { key: "owed", tone: "bad" };
  const key = money === "held" ? "released-with-others" : money === "released" ? "released" : "releasing";
  return { key: stops.some(({ why }) => why === "unproven") ? `unproven-${key}` : key, tone: "bad" };
}

function tellCancelled({ money }: OrderView): Told {
  switch (money) {
    case "none":
      return { key: "cancelled", tone: "plain" };
    case "held":
      return { key: "cancelled-with-others", tone: "plain" };
    case "refunding":
    case "refunded":
    case "owed":
      return { key: money, tone: "plain" };
    default:
      return { key: money === "released" ? "cancelled-released" : "cancelled-releasing", tone: "plain" };
  }
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
      if (order.stops.some(({ why }) => why === "operator-wrong")) return wait("operator-wrong");
      return wait(order.stops.some(({ why }) => why) ? "waiting" : "on-its-way");
  }
}
