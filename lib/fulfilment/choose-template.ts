import type { MailRow, OrderMail } from "@/lib/mail";
import type { OrderView } from "@/lib/orders/types";

type Template = OrderMail["template"];

const missedBecause = ({ stops }: OrderView) => stops.find(({ stop }) => stop === "not-delivered")?.why;

function refundOf(mail: Pick<MailRow, "data">, order: OrderView): Template {
  if (mail.data["byHand"] === true) return "paid-by-hand";
  if (order.money === "owed") return "owed";
  if (order.state === "delivered") return "given-back";
  return missedBecause(order) === "reversed" ? "reversed" : "refunded";
}

function receiptOf(order: OrderView): Template {
  switch (order.stops.at(-1)?.why) {
    case "short":
      return "receipt-short";
    case "with-others":
      return "receipt-with-others";
    case "short-with-others":
      return "receipt-short-with-others";
    default:
      return "receipt";
  }
}

function releaseOf(order: OrderView): Template {
  if (order.state === "cancelled") return "cancelled";
  const why = missedBecause(order);
  return why === "unproven" || why === "turned-away" ? why : "released";
}

/** What a mail of an order says, as things stand when it is sent: they may have changed since it was written. */
export function chooseTemplate(mail: Pick<MailRow, "template" | "data">, order: OrderView): Template {
  if (mail.template === "refunded") return refundOf(mail, order);
  switch (order.money) {
    case "refunding":
    case "refunded":
    case "owed":
      return refundOf(mail, order);
    case "lost":
    case "waived":
      return "not-charged";
    case "charged":
    case "charging":
      return receiptOf(order);
    default:
      return releaseOf(order);
  }
}
