import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { SupplyRuleView } from "@/lib/supply/types";
import { DataTable } from "../data-table";
import type { FormAction } from "../settle/form-state";
import { When } from "../when";
import { FieldForm } from "./field-form";
import { providerTitle } from "../provider-title";

export type NamedRule = SupplyRuleView & {
  /** Who made it, by address. */
  by: string;
  /** What it fits, in words. */
  scope: string;
};

/** Rules that hold, with who made them and why. */
export function RuleTable({ rules, end }: { rules: NamedRule[]; end: FormAction | undefined }) {
  const t = useTranslations("staff-supply.rules");
  return (
    <DataTable
      caption={t("title")}
      rows={rules}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("provider"),
          cell: ({ provider }) => <span className="font-semibold">{providerTitle(provider)}</span>,
        },
        {
          head: t("effect"),
          cell: ({ effect }) => (
            <Chip tone={effect === "pin" ? "info" : "wait"}>{t(`effects.${effect}`)}</Chip>
          ),
        },
        { head: t("scope"), cell: ({ scope }) => scope },
        {
          head: t("reason"),
          cell: ({ reason, by, madeAt }) => (
            <span className="grid max-w-[24rem] gap-0.5">
              <span className="[overflow-wrap:anywhere]">{reason}</span>
              <span className="text-xs text-ink-3">
                {by}, <When at={madeAt} />
              </span>
            </span>
          ),
        },
        { head: t("until"), cell: ({ until }) => (until ? <When at={until} /> : t("always")) },
        {
          head: t("end"),
          cell: ({ id, madeAt }) =>
            end && (
              <FieldForm
                id={`end-${id}`}
                action={end}
                hidden={{ rule: id, seen: madeAt }}
                texts={{ button: t("endIt"), pending: t("ending") }}
              />
            ),
        },
      ]}
    />
  );
}
