import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ButtonForm, type ButtonAction } from "@/components/checkout/button-form";
import { buttonClass } from "@/components/ui/button";
import { localePath } from "@/i18n/locales";
import type { OrderView } from "@/lib/orders/types";

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
  const { countrySlug, slug, name } = order.operator;
  const sent = order.attempts.length > 0;
  return (
    <div className="mt-6 grid gap-4 border-t border-rule pt-5 empty:hidden print:hidden">
      {order.payUrl && (
        <a href={order.payUrl} className={buttonClass("next")}>
          {t("page.toPay")}
        </a>
      )}
      {order.cancellable && (
        <div className="grid gap-2">
          <ButtonForm
            action={cancel}
            tone="quiet"
            fields={{ order: order.publicId, locale }}
            texts={{ button: t("cancel.button"), pending: t("cancel.pending") }}
          />
          <p className="text-xs text-ink-3">{t("cancel.allowed")}</p>
        </div>
      )}
      {!order.cancellable && !order.ended && sent && order.money === "held" && (
        <p className="text-xs text-ink-3">{t("cancel.refused", { operator: name })}</p>
      )}
      {order.ended && (
        <Link
          href={
            token ? `${localePath(locale, `/${countrySlug}/${slug}`)}?to=${token}` : localePath(locale, "/")
          }
          prefetch={false}
          className={buttonClass("quiet")}
        >
          {t(token ? "page.sendAgain" : "page.newOrder")}
        </Link>
      )}
    </div>
  );
}
