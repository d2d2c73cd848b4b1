import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Line, type LineStop } from "@/components/orders/line";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import { formatMoney, type Micros } from "@/lib/core/money";
import type { Stop } from "@/lib/orders/types";
import type { ProviderCall, StaffOrder } from "@/lib/reports/types";
import { MicroAmount } from "./amount";
import { AttemptTable } from "./attempt-table";
import { ActSection, type ActView } from "./cases/act-cards";
import { BlockList } from "./cases/block-list";
import { CallList } from "./cases/call-list";
import { HistoryTable } from "./cases/history-table";
import { JudgedList } from "./cases/judged-list";
import { NoteList } from "./cases/note-list";
import { PostingList } from "./cases/posting-list";
import type { FloatTrailView } from "./float-hint";
import { LookedUpCard } from "./looked-up-card";
import { MailTable } from "./mail-table";
import { IntentTable } from "./intent-table";
import { OrderFactsCard } from "./order-facts-card";
import { PassedOver } from "./passed-over";
import { PaymentCard } from "./payment-card";
import { PriceFactsCard } from "./price-facts-card";
import { Section } from "./section";
import { DisputeSection } from "./settle/dispute-section";
import { SettleSection, type SettleView } from "./settle/settle-section";
import { OrderChip, PaymentChip } from "./state-chip";
import { When } from "./when";

function Profit({ of }: { of: Micros }) {
  const t = useTranslations("admin.order");
  return (
    <span className="text-sm text-ink-2">
      {t("profit")} <MicroAmount of={of} />
    </span>
  );
}

/** What went badly, or in part, is called so. */
function stopKeyOf({ stop, status, why }: Pick<Stop, "stop" | "status"> & { why: Stop["why"] }) {
  if (stop === "charged" && status === "bad") return "charged-bad";
  if (stop === "refunded" && status === "bad") return "refunded-bad";
  return stop === "delivered" && why === "short" ? "delivered-short" : stop;
}

function useStops(stops: Stop[]): LineStop[] {
  const t = useTranslations("admin");
  const locale = useLocale();
  return stops.map(({ stop, status, at, amount, card, reference, operator, why }) => ({
    name: t(`stops.${stopKeyOf({ stop, status, why })}`),
    status,
    note: [
      status === "doubt" ? t("doubt") : "",
      amount ? formatMoney(amount, locale) : "",
      stop === "sent" ? operator : "",
      card ?? "",
      reference ?? "",
    ]
      .filter(Boolean)
      .join(" · "),
    ...(at ? { time: <When at={at} /> } : {}),
  }));
}

function Heading({ order }: { order: StaffOrder }) {
  const t = useTranslations("admin.order");
  const locale = useLocale();
  const face = order.parcel ?? formatMoney(order.price.face, locale, { compact: true });
  return (
    <>
      <Link href="/admin/orders" className="link inline-flex min-h-8 items-center text-sm">
        ← {t("back")}
      </Link>
      <div className="mt-1 mb-5 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Flag country={order.operator.country} />
        <h1 className="text-xl">{t("title", { face, operator: order.operator.name })}</h1>
        <OrderChip state={order.state} />
        <PaymentChip state={order.payment.state} />
        {order.payment.disputed && <Chip tone="bad">{t("flag.disputed")}</Chip>}
        {order.payment.heldBack && <Chip tone="bad">{t("flag.heldBack")}</Chip>}
        {order.payment.owed && <Chip tone="bad">{t("flag.owes")}</Chip>}
        {order.payment.fraudWarnings.length > 0 && <Chip tone="bad">{t("flag.warned")}</Chip>}
        {order.payment.underReview && <Chip tone="wait">{t("flag.underReview")}</Chip>}
      </div>
    </>
  );
}

/** Everything of one order on one page: the line first, then the facts, then every row behind them. */
export function OrderSheet({
  order,
  trails,
  settle,
  desk,
  calls,
  stripeUrl,
}: {
  order: StaffOrder;
  trails: Record<string, FloatTrailView>;
  settle: SettleView;
  desk: ActView;
  /** What providers were asked for it. */
  calls: ProviderCall[];
  /** Its payment at Stripe; null before there is one. */
  stripeUrl: string | null;
}) {
  const t = useTranslations("admin.order");
  const cases = useTranslations("staff-cases");
  const stops = useStops(order.stops);
  return (
    <>
      <Heading order={order} />
      <Card>
        <h2 className="sr-only">{t("timeline")}</h2>
        <Line direction="across" stops={stops} />
      </Card>
      <SettleSection order={order} view={settle} />
      <ActSection order={order} view={desk} />
      <DisputeSection orderId={order.id} payment={order.payment} actions={settle.actions} />
      <div className="mt-4 grid items-start gap-4 md:grid-cols-2 xl:grid-cols-4">
        <OrderFactsCard order={order} />
        <PriceFactsCard order={order} />
        <PaymentCard payment={order.payment} stripeUrl={stripeUrl} />
        {order.lookedUp && <LookedUpCard number={order.lookedUp} />}
      </div>
      <Section id="attempts" title={t("attempts")}>
        <AttemptTable attempts={order.attempts} trails={trails} />
        <PassedOver offers={order.passedAtEnd} />
      </Section>
      <Section id="calls" title={cases("calls.title")} note={cases("calls.note")}>
        <CallList calls={calls} />
      </Section>
      <Section id="intents" title={t("intents")}>
        <IntentTable intents={order.intents} />
      </Section>
      <Section id="events" title={cases("history.title")} note={cases("history.note")}>
        <HistoryTable order={order} />
      </Section>
      <Section id="notes" title={cases("notes.title")}>
        <NoteList
          notes={order.notes}
          write={desk.may.note ? desk.acts.note : null}
          hidden={{ order: order.id, request: desk.requestId }}
        />
      </Section>
      <Section id="risk" title={cases("risk.title")} note={cases("risk.note")}>
        <div className="grid items-start gap-4 md:grid-cols-2">
          <JudgedList judged={order.judged} />
          <BlockList blocks={order.blocks} lift={desk.may.block ? desk.acts.lift : null} />
        </div>
      </Section>
      <Section id="ledger" title={t("ledger")} aside={order.profit && <Profit of={order.profit} />}>
        <PostingList entries={order.ledger} />
      </Section>
      <Section id="mails" title={t("mails")}>
        <MailTable mails={order.mails} />
      </Section>
      {order.siblings.length > 0 && (
        <Section id="siblings" title={t("siblings")}>
          <ul className="grid gap-2 text-sm">
            {order.siblings.map(({ id, line, state }) => (
              <li key={id} className="flex items-center gap-3">
                <Link href={`/admin/orders/${id}`} prefetch={false} className="link">
                  {t("sibling", { line })}
                </Link>
                <OrderChip state={state} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
