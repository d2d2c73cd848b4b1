import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import type { RehearsedRoutes, RuleRehearsal } from "@/lib/catalog/types";
import { micros, type Micros } from "@/lib/core/money";
import { countryName } from "@/lib/phone/country-name";
import { MicroAmount } from "../amount";
import { DataTable } from "../data-table";
import { useFigures } from "./use-figures";
import { providerTitle } from "../provider-title";

/** A rehearsal with the names of the operators it speaks of. */
export type NamedRehearsal = RuleRehearsal & { names: Record<string, string> };

/** To the cent: what is told is a forecast. */
const toCent = ({ micros: all, currency }: Micros): Micros =>
  micros(Math.round(all / 10_000) * 10_000, currency);

interface Line {
  name: string;
  before: ReactNode;
  after: ReactNode;
  difference: ReactNode;
}

function useLines({ before, after }: RuleRehearsal): Line[] {
  const t = useTranslations("staff-supply.rehearsal");
  const figures = useFigures();
  const signed = (value: number) => (value > 0 ? `+${figures.count(value)}` : figures.count(value));
  const amount = (of: Micros) => <MicroAmount of={toCent(of)} />;
  const providers = [...new Set([...before.providers, ...after.providers].map(({ provider }) => provider))];
  const usedBy = (side: RehearsedRoutes, name: string) =>
    side.providers.find(({ provider }) => provider === name)?.cost ?? micros(0, side.cost.currency);
  const minus = (a: Micros, b: Micros) => micros(a.micros - b.micros, a.currency);
  const points = before.share !== null && after.share !== null ? (after.share - before.share) * 100 : null;
  return [
    {
      name: t("margin"),
      before: amount(before.margin),
      after: amount(after.margin),
      difference: amount(minus(after.margin, before.margin)),
    },
    {
      name: t("cost"),
      before: amount(before.cost),
      after: amount(after.cost),
      difference: amount(minus(after.cost, before.cost)),
    },
    {
      name: t("share"),
      before: figures.share(before.share),
      after: figures.share(after.share),
      difference: points === null ? "–" : t("points", { points: points.toFixed(1) }),
    },
    {
      name: t("undeliverable"),
      before: figures.count(before.undeliverable),
      after: figures.count(after.undeliverable),
      difference: signed(after.undeliverable - before.undeliverable),
    },
    ...providers.map((provider) => ({
      name: t("floatOf", { provider: providerTitle(provider) }),
      before: amount(usedBy(before, provider)),
      after: amount(usedBy(after, provider)),
      difference: amount(minus(usedBy(after, provider), usedBy(before, provider))),
    })),
  ];
}

function SumTable({ rehearsal }: { rehearsal: RuleRehearsal }) {
  const t = useTranslations("staff-supply.rehearsal");
  return (
    <DataTable
      caption={t("title")}
      rows={useLines(rehearsal)}
      keyOf={({ name }) => name}
      columns={[
        { head: t("what"), cell: ({ name }) => name },
        { head: t("before"), atEnd: true, cell: ({ before }) => <span className="num">{before}</span> },
        { head: t("after"), atEnd: true, cell: ({ after }) => <span className="num">{after}</span> },
        {
          head: t("difference"),
          atEnd: true,
          cell: ({ difference }) => <span className="num font-semibold">{difference}</span>,
        },
      ]}
    />
  );
}

function ChangeTable({ changes, names }: NamedRehearsal) {
  const t = useTranslations("staff-supply.rehearsal");
  const figures = useFigures();
  const locale = useLocale();
  const whom = (provider: string | null) => (provider ? providerTitle(provider) : t("nobody"));
  return (
    <DataTable
      caption={t("changes")}
      rows={changes}
      keyOf={({ operatorId, from, to }) => `${operatorId} ${String(from)} ${String(to)}`}
      columns={[
        {
          head: t("operator"),
          cell: ({ operatorId, country }) => `${names[operatorId] ?? ""}, ${countryName(country, locale)}`,
        },
        { head: t("way"), cell: ({ from, to }) => `${whom(from)} → ${whom(to)}` },
        {
          head: t("orders"),
          atEnd: true,
          cell: ({ orders }) => <span className="num">{figures.count(orders)}</span>,
        },
        { head: t("dearer"), atEnd: true, cell: ({ dearer }) => <MicroAmount of={toCent(dearer)} /> },
        {
          head: t("share"),
          atEnd: true,
          cell: ({ shares }) => (
            <span className="num whitespace-nowrap">
              {figures.share(shares.from)} → {figures.share(shares.to)}
            </span>
          ),
        },
      ]}
    />
  );
}

/** What a rule would have changed in the last weeks. */
export function RehearsalView({ rehearsal }: { rehearsal: NamedRehearsal }) {
  const t = useTranslations("staff-supply.rehearsal");
  const { days, looked, all, inScope, routed, changed, after, before } = rehearsal;
  return (
    <div className="grid gap-4">
      <p role="status" className="text-sm font-semibold">
        {t("found", { changed, inScope, days })}
      </p>
      <p className="max-w-[70ch] text-sm text-ink-2">
        {t("how")}{" "}
        {Math.max(before.unpriced, after.unpriced) > 0 &&
          t("unpriced", { count: Math.max(before.unpriced, after.unpriced) })}{" "}
        {!all && t("newest", { looked })} {routed < inScope && t("some", { routed })}
      </p>
      {after.undeliverable > before.undeliverable && (
        <Notice tone="bad" title={t("lost", { count: after.undeliverable - before.undeliverable })}>
          {t("lostText")}
        </Notice>
      )}
      {inScope > 0 && <SumTable rehearsal={rehearsal} />}
      {rehearsal.changes.length > 0 && <ChangeTable {...rehearsal} />}
    </div>
  );
}
