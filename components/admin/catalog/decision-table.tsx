import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { MappingDecision } from "@/lib/catalog/types";
import { DataTable } from "../data-table";
import type { FormAction } from "../settle/form-state";
import { FieldForm } from "../supply/field-form";
import { When } from "../when";
import { providerTitle } from "../provider-title";

/** What staff decided on operators, the newest first, with the way back where there is one. */
export function DecisionTable({
  decisions,
  undo,
}: {
  decisions: MappingDecision[];
  undo: FormAction | undefined;
}) {
  const t = useTranslations("staff-supply.mapping");
  return (
    <DataTable
      caption={t("decisions")}
      rows={decisions}
      keyOf={({ id }) => id}
      columns={[
        { head: t("at"), cell: ({ madeAt }) => <When at={madeAt} /> },
        {
          head: t("what"),
          cell: ({ kind, provider }) => (kind === "map" && provider ? providerTitle(provider) : t("merged")),
        },
        {
          head: t("decision"),
          cell: ({ from, to, country }) => `${from} (${country}) → ${to ?? t("leftOut")}`,
        },
        {
          head: t("undo"),
          cell: ({ id, undoneAt }) =>
            undoneAt ? (
              <Chip>{t("undone")}</Chip>
            ) : (
              undo && (
                <FieldForm
                  id={`undo-${id}`}
                  action={undo}
                  hidden={{ decision: id }}
                  texts={{ button: t("undoIt"), pending: t("undoing") }}
                />
              )
            ),
        },
      ]}
    />
  );
}
