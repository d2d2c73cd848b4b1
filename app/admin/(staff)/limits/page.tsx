import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LimitForm } from "@/components/admin/cases/limit-form";
import { DataTable } from "@/components/admin/data-table";
import { Section } from "@/components/admin/section";
import { When } from "@/components/admin/when";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/core/permissions";
import { readLimits } from "@/lib/customers";
import { readLimitHistory } from "@/lib/reports";
import type { LimitVersionView } from "@/lib/reports/types";
import { LIMITED, LIMITS, SPANS, storeLimits } from "@/lib/risk";
import { readStaff, requireStaff } from "../../require-staff";
import { limitAction } from "./limit-action";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-cases.limits");
  return { title: t("title") };
}

/** `buyer day 40 → 50` of each that differs from the version before. */
function changesOf(version: LimitVersionView, before: LimitVersionView["limits"]): string[] {
  return LIMITED.flatMap((of) =>
    SPANS.flatMap((span) => {
      const [now, was] = [version.limits[of][span], before[of][span]];
      return [
        ...(now.orders === was.orders ? [] : [`${of} ${span}: ${was.orders} → ${now.orders}`]),
        ...(now.worthMinor === was.worthMinor
          ? []
          : [`${of} ${span}: $${was.worthMinor / 100} → $${now.worthMinor / 100}`]),
      ];
    }),
  );
}

export default async function LimitsPage() {
  const { ctx } = await requireStaff("customers.read");
  const [{ version, limits }, history, t] = await Promise.all([
    readLimits(ctx),
    readLimitHistory(ctx),
    getTranslations("staff-cases.limits"),
  ]);
  const stored = storeLimits(limits);
  const groups = LIMITED.map((of) => ({
    title: t(`of.${of}`),
    rows: SPANS.flatMap((span) => [
      { name: `${of}.${span}.orders`, label: t("orders", { span }), value: String(stored[of][span].orders) },
      {
        name: `${of}.${span}.worth`,
        label: t("worth", { span }),
        value: String(stored[of][span].worthMinor / 100),
      },
    ]),
  }));
  const usual = storeLimits(LIMITS);
  return (
    <>
      <h1 className="mb-2 text-xl">{t("title")}</h1>
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      {ctx.unlimited?.includes("card") && (
        <div className="mb-4">
          <Notice tone="info" title={t("demo")} />
        </div>
      )}
      {may(ctx.actor, "limits.write") ? (
        <LimitForm
          // Another version is another form.
          key={version}
          action={limitAction}
          version={version}
          groups={groups}
          texts={{
            note: t("note"),
            noteHint: t("noteHint"),
            rehearse: t("rehearse"),
            keep: t("keep"),
            pending: t("pending"),
            says: t("says"),
            found: t("examples"),
          }}
        />
      ) : (
        <div className="grid gap-4 lg:grid-cols-3">
          {groups.map(({ title, rows }) => (
            <Section key={title} id={title} title={title}>
              <ul className="grid gap-1 text-sm">
                {rows.map(({ name, label, value }) => (
                  <li key={name} className="flex justify-between gap-4">
                    <span className="text-ink-3">{label}</span>
                    <span className="font-semibold">{value}</span>
                  </li>
                ))}
              </ul>
            </Section>
          ))}
        </div>
      )}
      <Section id="history" title={t("history")}>
        {history.length === 0 ? (
          <p className="text-sm text-ink-2">{t("never")}</p>
        ) : (
          <DataTable
            caption={t("history")}
            rows={history}
            keyOf={(row) => String(row.version)}
            columns={[
              { head: t("version"), cell: (row) => row.version },
              { head: t("at"), cell: (row) => <When at={row.at} /> },
              { head: t("by"), cell: (row) => row.by },
              { head: t("note"), cell: (row) => row.note },
              {
                head: t("changes"),
                cell: (row) => {
                  const before = history.find((one) => one.version === row.version - 1)?.limits ?? usual;
                  return (
                    <span className="grid gap-0.5 text-xs">
                      {changesOf(row, before).map((change) => (
                        <span key={change}>{change}</span>
                      ))}
                    </span>
                  );
                },
              },
            ]}
          />
        )}
      </Section>
    </>
  );
}
