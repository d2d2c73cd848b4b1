import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";

/** What a change of plan takes away, before anything is asked. */
export function PlanWarning({
  plan,
  operator,
  number,
}: {
  plan: string;
  operator: string;
  /** Null while it is not known. */
  number: string | null;
}) {
  const t = useTranslations("product.plan");
  return (
    <Notice tone="wait" title={number ? t("title", { number }) : t("titleNoNumber")}>
      <ul className="grid list-disc gap-1 ps-5">
        <li>{t("ends")}</li>
        <li>{t("begins", { plan, operator })}</li>
        <li>{t("noUndo")}</li>
      </ul>
    </Notice>
  );
}
