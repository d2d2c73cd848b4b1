import type { useTranslations } from "next-intl";
import type { Money } from "@/lib/core/money";
import type { OrderView } from "@/lib/orders/types";

/** What was charged in the end and what of it went back, or that nothing was charged. @param t of `orders.receipt` */
export function writePaid(
  { money, stops }: Pick<OrderView, "money" | "stops">,
  t: ReturnType<typeof useTranslations<"orders.receipt">>,
  write: (amount: Money) => string,
): string {
  const { amount, of } = stops.at(-1) ?? {};
  if (!amount) return t("nothing");
  if (money === "charged") return write(amount);
  const done = money === "refunded";
  if (!done && money !== "refunding" && money !== "owed") return t("nothing");
  if (!of) return t(done ? "refunded" : "toRefund", { amount: write(amount) });
  return t(done ? "refundedOf" : "toRefundOf", { charged: write(of), amount: write(amount) });
}
