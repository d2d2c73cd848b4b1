import { useLocale, useTranslations } from "next-intl";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { formatMoney } from "@/lib/core/money";
import type { PromoCodeView } from "@/lib/reports/types";
import { Amount } from "../amount";
import { DataTable } from "../data-table";
import type { FormAction } from "../settle/form-state";
import { When } from "../when";
import { Fold } from "./fold";
import { StaffForm } from "./staff-form";

const TONES: Record<PromoCodeView["state"], ChipTone> = {
  running: "ok",
  "not-yet": "info",
  over: "plain",
  ended: "plain",
};

function Terms({ of }: { of: PromoCodeView }) {
  const t = useTranslations("staff-cases.promo");
  const locale = useLocale();
  return (
    <span className="grid gap-0.5 text-xs text-ink-2">
      <span className="text-sm font-semibold text-ink">
        {of.percent !== null && t("off", { percent: of.percent })}
        {of.fixed && formatMoney(of.fixed, locale)}
      </span>
      {of.minimum && <span>{t("from", { amount: formatMoney(of.minimum, locale) })}</span>}
      {of.kinds.length > 0 && <span>{of.kinds.join(", ")}</span>}
      {of.countries.length > 0 && <span>{of.countries.join(", ")}</span>}
      {of.mostPerBuyer !== null && <span>{t("perBuyer", { count: of.mostPerBuyer })}</span>}
      {of.belowCost && <span className="font-semibold text-clay">{t("belowCost")}</span>}
    </span>
  );
}

/** Codes with what they are good for, how often they were used, and what they gave away. */
export function PromoTable({ codes, end }: { codes: PromoCodeView[]; end: FormAction | null }) {
  const t = useTranslations("staff-cases.promo");
  if (codes.length === 0) return <p className="text-sm text-ink-2">{t("none")}</p>;
  return (
    <DataTable
      caption={t("title")}
      rows={codes}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("code"),
          cell: ({ code, state, by }) => (
            <span className="grid gap-1">
              <span className="inline-flex flex-wrap items-center gap-2 font-mono font-semibold">
                {code} <Chip tone={TONES[state]}>{t(`state.${state}`)}</Chip>
              </span>
              <span className="text-xs text-ink-3">{by}</span>
            </span>
          ),
        },
        { head: t("terms"), cell: (code) => <Terms of={code} /> },
        {
          head: t("when"),
          cell: ({ startsAt, endsAt }) => (
            <span className="grid gap-0.5">
              <When at={startsAt} />
              {endsAt ? <When at={endsAt} /> : <span className="text-xs text-ink-3">{t("noEnd")}</span>}
            </span>
          ),
        },
        {
          head: t("uses"),
          atEnd: true,
          cell: ({ uses, mostInAll }) => (mostInAll === null ? uses : t("usesOf", { uses, most: mostInAll })),
        },
        {
          head: t("cost"),
          atEnd: true,
          cell: ({ cost }) =>
            cost.length > 0 && (
              <span className="grid gap-0.5">
                {cost.map((amount) => (
                  <Amount key={amount.currency} of={amount} />
                ))}
              </span>
            ),
        },
        {
          head: t("end"),
          cell: ({ id, code, state }) =>
            end &&
            (state === "running" || state === "not-yet") && (
              <Fold title={t("end")}>
                <StaffForm
                  id={`end-${id}`}
                  action={end}
                  tone="danger"
                  hidden={{ id }}
                  button={t("endButton", { code })}
                  pending={t("ending")}
                  says={t("endSays")}
                />
              </Fold>
            ),
        },
      ]}
    />
  );
}
