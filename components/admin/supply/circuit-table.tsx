import { useTranslations } from "next-intl";
import { Flag } from "@/components/ui/flag";
import type { ProviderStanding } from "@/lib/reports/types";
import { DataTable } from "../data-table";
import type { FormAction } from "../settle/form-state";
import { useWords } from "../use-words";
import { When } from "../when";
import { FieldForm } from "./field-form";

/** Ways to operators that rest because they failed, each with the way to close it by hand. */
export function CircuitTable({
  provider,
  circuits,
  close,
}: {
  provider: string;
  circuits: ProviderStanding["circuits"];
  /** Absent for who may only look. */
  close: FormAction | undefined;
}) {
  const t = useTranslations("staff-supply.circuits");
  const words = useWords();
  return (
    <DataTable
      caption={t("title")}
      rows={circuits}
      keyOf={({ operatorId }) => operatorId}
      columns={[
        {
          head: t("operator"),
          cell: ({ operator, country }) => (
            <span className="inline-flex items-center gap-2">
              <Flag country={country} width={21} />
              {operator}
            </span>
          ),
        },
        { head: t("why"), cell: ({ why }) => words("verdict", why) },
        { head: t("again"), cell: ({ retryAt }) => retryAt && <When at={retryAt} /> },
        {
          head: t("reset"),
          cell: ({ operatorId, operator }) =>
            close && (
              <FieldForm
                id={`close-${operatorId}`}
                action={close}
                hidden={{ provider, operator: operatorId }}
                texts={{ button: t("close"), pending: t("closing"), label: t("closeLabel", { operator }) }}
              />
            ),
        },
      ]}
    />
  );
}
