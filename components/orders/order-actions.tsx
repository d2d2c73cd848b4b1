import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ButtonForm, type ButtonAction } from "@/components/checkout/button-form";
import { goodsPath } from "@/components/goods/goods-path";
import { buttonClass } from "@/components/ui/button";
import { localePath } from "@/i18n/locales";
import { formatMoney } from "@/lib/core/money";
import type { CancelBar } from "@/lib/core/transitions";
import type { OrderView } from "@/lib/orders/types";
import { Moment } from "./moment";

/** What may still be on its way: its buyer may wonder why it cannot be cancelled. */
const EXPLAINED: readonly CancelBar[] = ["sending", "accepted", "in-doubt", "review", "may-arrive"];

const AGAIN = { bill: "page.newBill", goods: "page.newGoods" } as const;

/** What the buyer can do now: pay, cancel or read why not, send again. */
export function OrderActions({
  order,
  token,
  cancel,
}: {
  order: OrderView;
  /** Of the number it went to, when the reader is the buyer. */
  token: string | null;
  cancel: ButtonAction;
}) {
  const t = useTranslations("orders");
  const locale = useLocale();
  const why = useTranslations("failures");
  const { countrySlug, slug } = order.operator;
  const goods = goodsPath(order.kind, order.operator);
  return (
    <div className="mt-6 grid gap-4 border-t border-rule pt-5 empty:hidden print:hidden">
      {order.payUrl && (
        <a href={order.payUrl} className={buttonClass("next")}>
          {t("page.toPay")}
        </a>
      )}
      {order.exchangeable && (
        <div className="grid gap-2">
          <Link
            href={localePath(locale, `/orders/${order.publicId}/operator`)}
            prefetch={false}
            className={buttonClass(
              order.stops.some((stop) => stop.why === "operator-wrong") ? "next" : "quiet",
            )}
          >
            {t("exchange.link")}
          </Link>
          <p className="text-xs text-ink-3">{t("exchange.linkHint")}</p>
        </div>
      )}
      {order.cancellable && (
        <div className="grid gap-2">
          <ButtonForm
            action={cancel}
            tone="quiet"
            fields={{ order: order.publicId, locale }}
            texts={{
              button: t(order.undoUntil ? "cancel.undo" : "cancel.button"),
              pending: t("cancel.pending"),
            }}
          />
          <p className="text-xs text-ink-3">
            {order.undoUntil
              ? t.rich("cancel.undoAllowed", {
                  total: formatMoney(order.price.total, locale),
                  moment: () => <Moment at={order.undoUntil ?? ""} locale={locale} />,
                })
              : t("cancel.allowed")}
          </p>
        </div>
      )}
      {order.cancelBar && EXPLAINED.includes(order.cancelBar) && (
        <p className="text-xs text-ink-3">{why(`cancel-${order.cancelBar}`)}</p>
      )}
      {order.ended && (
        <Link
          href={
            token
              ? `${localePath(locale, `/${countrySlug}/${slug}`)}?to=${token}`
              : localePath(locale, goods ?? "/")
          }
          prefetch={false}
          className={buttonClass("quiet")}
        >
          {t(
            token
              ? "page.sendAgain"
              : goods
                ? AGAIN[order.kind === "bill" ? "bill" : "goods"]
                : "page.newOrder",
          )}
        </Link>
      )}
    </div>
  );
}
