import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { StaffOrder } from "@/lib/reports/types";
import { DataTable } from "../data-table";
import { KeptFacts } from "../kept-facts";
import { When } from "../when";
import { providerTitle } from "../provider-title";

interface Moment {
  key: string;
  at: string;
  of: "order" | "payment" | "attempt" | "intent" | "mail" | "dispute" | "warning" | "note" | "staff";
  what: ReactNode;
  by: string;
  data?: Record<string, unknown> | undefined;
}

function eventMoments({ events, actions }: StaffOrder): Moment[] {
  return [
    ...events.map(({ of, seq, event, from, to, actor, data, at }) => ({
      key: `${of} ${seq}`,
      at,
      of,
      what: (
        <>
          <span className="font-semibold">{event}</span>{" "}
          <span className="text-ink-3">{from ? `${from} → ${to}` : to}</span>
        </>
      ),
      by: actor,
      data,
    })),
    ...actions.map(({ id, action, by, data, at }) => ({
      key: `staff ${id}`,
      at,
      of: "staff" as const,
      what: <span className="font-semibold">{action}</span>,
      by,
      data,
    })),
  ];
}

function outsideMoments({ attempts, intents, mails, payment }: StaffOrder): Moment[] {
  return [
    ...attempts.map(({ id, n, provider, reference, createdAt }) => ({
      key: `attempt ${id}`,
      at: createdAt,
      of: "attempt" as const,
      what: `${n} · ${providerTitle(provider)} · ${reference}`,
      by: "",
    })),
    ...intents.flatMap(({ kind, n, state, settledAt, stripeId }) =>
      settledAt
        ? [
            {
              key: `intent ${kind} ${n}`,
              at: settledAt,
              of: "intent" as const,
              what: `${kind} ${n}: ${state}`,
              by: stripeId ?? "",
            },
          ]
        : [],
    ),
    ...mails.map(({ template, to, state, createdAt, sentAt }) => ({
      key: `mail ${template} ${createdAt}`,
      at: sentAt ?? createdAt,
      of: "mail" as const,
      what: `${template}: ${state}`,
      by: to,
    })),
    ...payment.disputes.map(({ id, reason, status, openedAt }) => ({
      key: id,
      at: openedAt,
      of: "dispute" as const,
      what: `${reason}: ${status}`.replaceAll("_", " "),
      by: id,
    })),
    ...payment.fraudWarnings.map(({ id, fraudType, at }) => ({
      key: id,
      at,
      of: "warning" as const,
      what: fraudType.replaceAll("_", " "),
      by: id,
    })),
  ];
}

/** Everything that ever happened around an order in one line of time: both machines, tries, money, mails, disputes, notes and staff. */
export function HistoryTable({ order }: { order: StaffOrder }) {
  const t = useTranslations("staff-cases.history");
  const notes = order.notes.map(({ id, text, by, at }): Moment => ({
    key: `note ${id}`,
    at,
    of: "note",
    what: text,
    by,
  }));
  const rows = [...eventMoments(order), ...outsideMoments(order), ...notes].toSorted((a, b) =>
    a.at.localeCompare(b.at),
  );
  return (
    <DataTable
      caption={t("title")}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { head: t("at"), cell: ({ at }) => <When at={at} /> },
        { head: t("of"), cell: ({ of }) => t(`sort.${of}`) },
        { head: t("what"), cell: ({ what }) => <span className="[overflow-wrap:anywhere]">{what}</span> },
        { head: t("by"), cell: ({ by }) => by && <span className="[overflow-wrap:anywhere]">{by}</span> },
        {
          head: t("data"),
          cell: ({ data }) => data && Object.keys(data).length > 0 && <KeptFacts of={data} />,
        },
      ]}
    />
  );
}
