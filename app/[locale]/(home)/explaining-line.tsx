import { useTranslations } from "next-intl";
import { Line, type LineStop } from "@/components/orders/line";
import { formatMoney, money } from "@/lib/core/money";

/** Amounts of the example, which says that it is one. */
const EXAMPLE = { face: money(1_000_000, "NGN"), total: money(1142, "USD"), operator: "MTN" };

/** The four stops explained, on the line that every order has. */
export function ExplainingLine({ locale }: { locale: string }) {
  const t = useTranslations("shop.line");
  const total = formatMoney(EXAMPLE.total, locale);
  const face = formatMoney(EXAMPLE.face, locale, { compact: true });
  const stops: LineStop[] = [
    { name: t("stops.reserved"), note: t("stops.reservedNote", { total }), status: "done" },
    { name: t("stops.sent"), note: t("stops.sentNote", { operator: EXAMPLE.operator }), status: "done" },
    { name: t("stops.delivered"), note: t("stops.deliveredNote", { face }), status: "done" },
    { name: t("stops.charged"), note: t("stops.chargedNote", { total }), status: "done" },
  ];
  return (
    <section className="later [contain-intrinsic-block-size:auto_120rem] border-y border-rule bg-surface py-10 md:py-11">
      <div className="wrap grid items-center gap-x-12 gap-y-7 md:grid-cols-[0.8fr_1.2fr]">
        <div>
          <h2>{t("title")}</h2>
          <p className="mt-2.5 max-w-[38ch] text-sm text-ink-2">{t("text")}</p>
        </div>
        <figure>
          <Line stops={stops} direction="across" />
          <figcaption className="mt-4 text-xs text-ink-3">{t("example")}</figcaption>
        </figure>
      </div>
    </section>
  );
}
