import type { ReactNode } from "react";
import type { StopStatus } from "@/lib/orders/types";

interface SheetReceipt {
  title: string;
  date: string;
  stops: { name: string; note: string; time: string; status: StopStatus }[];
  groups: { heading: string; rows: [name: string, value: string][] }[];
  notes: string[];
  shop: string;
  promise: string;
}

const MARK: Partial<Record<StopStatus, string>> = { done: "✓", bad: "×" };

/** A receipt on one sheet, on screen and on paper alike: black on white there, and never broken inside a row. */
export function ReceiptSheet({ receipt, logo }: { receipt: SheetReceipt; logo: ReactNode }) {
  const { title, date, stops, groups, notes, shop, promise } = receipt;
  return (
    <article className="rounded-lg border border-rule bg-surface p-5 sm:p-8 print:rounded-none print:border-0 print:p-0">
      <header className="flex flex-wrap items-center justify-between gap-4">
        <p className="flex items-center gap-2 text-[1.2rem] font-extrabold tracking-tight">
          {logo}
          {shop}
        </p>
        <p className="num text-sm text-ink-2">{date}</p>
      </header>
      <h1 className="mt-6 text-xl">{title}</h1>
      <ol className="mt-5 grid gap-2 text-sm sm:grid-flow-col sm:auto-cols-fr print:grid-flow-col print:auto-cols-fr">
        {stops.map(({ name, note, time, status }) => (
          <li key={name} className="border-t-2 border-rule pt-2">
            <strong className="font-bold">
              {MARK[status] && <span aria-hidden>{MARK[status]} </span>}
              {name}
            </strong>
            {note && <span className="num block">{note}</span>}
            {time && <span className="num block text-xs text-ink-3">{time}</span>}
          </li>
        ))}
      </ol>
      {groups.map(({ heading, rows }) => (
        <section key={heading} className="mt-7 break-inside-avoid">
          <h2 className="text-base">{heading}</h2>
          <dl className="mt-2 divide-y divide-rule border-y border-rule text-sm">
            {rows.map(([name, value]) => (
              <div key={name} className="flex flex-wrap justify-between gap-x-6 py-2">
                <dt className="text-ink-2">{name}</dt>
                <dd className="num min-w-0 text-end break-words">
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <footer className="mt-6 grid gap-1 text-xs text-ink-3">
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <p>{promise}</p>
      </footer>
    </article>
  );
}
