import { useTranslations } from "next-intl";
import type { SaleSubject } from "@/lib/catalog/types";
import type { FormAction } from "../settle/form-state";
import { FieldForm } from "../supply/field-form";

/** Takes something off sale or puts it back, with the reason. */
export function SwitchForm({
  subject,
  on,
  name,
  action,
}: {
  subject: SaleSubject;
  /** As it is now. */
  on: boolean;
  name: string;
  action: FormAction;
}) {
  const t = useTranslations("staff-supply.sale");
  return (
    <FieldForm
      id={`switch-${subject.id}`}
      action={action}
      hidden={{ kind: subject.kind, id: subject.id, on: on ? "no" : "yes" }}
      fields={[{ name: "reason", label: t("reason"), required: true }]}
      texts={{
        button: t(on ? "takeOff" : "putBack"),
        pending: t("switching"),
        label: t(on ? "takeOffLabel" : "putBackLabel", { name }),
      }}
    />
  );
}
