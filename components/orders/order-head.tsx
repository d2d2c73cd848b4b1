import { useLocale, useTranslations } from "next-intl";
import { OperatorPlace } from "@/components/catalog/operator-place";
import { FieldSummary } from "@/components/fields/field-summary";
import { Chip } from "@/components/ui/chip";
import { Monogram } from "@/components/ui/monogram";
import { formatMoney } from "@/lib/core/money";
import type { OrderView } from "@/lib/orders/types";
import { tellOrder } from "./tell-order";
import { SentThing } from "./sent-thing";

/** What is on its way to whom, how it stands, and what has happened to the money. Read aloud when it changes. */
export function OrderHead({ order }: { order: OrderView }) {
  const t = useTranslations("orders");
  const locale = useLocale();
  const { key, tone } = tellOrder(order);
  const charged = order.stops.at(-1)?.amount ?? order.price.total;
  const values = {
    operator: order.operator.name,
    total: formatMoney(order.price.total, locale),
    charged: formatMoney(charged, locale),
    email: order.maskedEmail,
  };
  return (
    <header className="grid gap-3">
      <div className="flex items-center gap-3">
        <Monogram name={order.operator.name} />
        <div className="min-w-0 hyphens-auto wrap-anywhere">
          <OperatorPlace operator={order.operator} />
        </div>
        <div className="ms-auto flex-none">
          <Chip tone={tone}>{t(`told.${key}.chip`)}</Chip>
        </div>
      </div>
      <h1 className="text-xl leading-tight tracking-[-0.02em]">
        {t.rich(order.to.by === "buyer" ? "page.headingYou" : "page.heading", {
          what: () => <SentThing of={order} />,
          number: () => (
            <bdi dir="ltr" className="num whitespace-nowrap">
              {order.to.masked}
            </bdi>
          ),
        })}
      </h1>
      <FieldSummary fields={order.fields} operator={order.operator.name} />
      {order.gift && (
        <p className="text-sm">
          {t.rich(order.state === "delivered" ? "gift.sent" : "gift.text", {
            from: order.gift.from,
            email: () => <bdi dir="ltr">{order.to.masked}</bdi>,
          })}{" "}
          {order.gift.message && t("gift.message", { message: order.gift.message })}
        </p>
      )}
      <p role="status" className="text-sm text-ink-2">
        {t(`told.${key}.text`, values)}
      </p>
    </header>
  );
}
