import { useTranslations } from "next-intl";
import type { ChangeView } from "@/lib/catalog/prices/types";
import { Section } from "../section";
import { ActionForm } from "../settle/action-form";
import type { FormAction } from "../settle/form-state";
import { ChangeCard } from "./change-card";

/** Changes that count from a day to come, each to be withdrawn by who may. */
export function PlannedChanges({
  changes,
  title,
  note,
  withdraw,
}: {
  changes: ChangeView[];
  title: string;
  note?: string;
  withdraw: FormAction | null;
}) {
  const t = useTranslations("staff-prices.rules");
  if (changes.length === 0) return null;
  return (
    <Section id="planned" title={title} note={note}>
      <ul className="grid max-w-[44rem] gap-3">
        {changes.map((change) => (
          <li key={change.id}>
            <ChangeCard change={change}>
              {withdraw && (
                <ActionForm
                  id={`withdraw-${change.id}`}
                  action={withdraw}
                  fields={{ change: change.id }}
                  texts={{ button: t("withdraw"), pending: t("withdrawing") }}
                />
              )}
            </ChangeCard>
          </li>
        ))}
      </ul>
    </Section>
  );
}
