import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { localePath } from "@/i18n/locales";
import type { OtherOrder } from "@/lib/orders/types";
import { SentThing } from "./sent-thing";

const TONES: Partial<Record<OtherOrder["state"], ChipTone>> = {
  delivered: "ok",
  undeliverable: "bad",
  sending: "wait",
  accepted: "wait",
  in_doubt: "wait",
  review: "wait",
  authorised: "wait",
};

/** What was paid together, each with how it stands and the way to its own page. Nothing when there is one order alone. */
export function OthersCard({ orders, here }: { orders: OtherOrder[]; here: string }) {
  const t = useTranslations("orders.others");
  const locale = useLocale();
  if (orders.length === 0) return null;
  return (
    <Card>
      <h2 className="text-lg">{t("title")}</h2>
      <p className="mt-1 text-sm text-ink-2">{t("lead", { count: orders.length })}</p>
      <ul className="mt-3 grid">
        {orders.map((order) => (
          <li key={order.publicId} className="border-t border-rule first:border-0">
            <Link
              href={localePath(locale, `/orders/${order.publicId}`)}
              prefetch={false}
              aria-current={order.publicId === here ? "page" : undefined}
              className={`flex min-h-12 items-center gap-3 py-2 text-sm text-ink no-underline hover:underline ${order.publicId === here ? "font-bold" : ""}`}
            >
              <span className="min-w-0 flex-1">
                {t.rich(order.to.by === "buyer" && !order.name ? "toYou" : "to", {
                  what: () => <SentThing of={order} />,
                  to: () =>
                    order.name ? (
                      <bdi>{order.name}</bdi>
                    ) : (
                      <bdi dir="ltr" className="num whitespace-nowrap">
                        {order.to.masked}
                      </bdi>
                    ),
                })}
              </span>
              <Chip tone={TONES[order.state] ?? "plain"}>{t(`state.${order.state}`)}</Chip>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
