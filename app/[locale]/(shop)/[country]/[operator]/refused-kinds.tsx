import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { OperatorPage } from "@/lib/catalog";
import type { ProductKind } from "@/lib/providers/spec";

/** Why some of what the operator sells is not offered for this number, and what to do when nothing is left. */
export function RefusedKinds({
  locale,
  page,
  refused,
  fits,
}: {
  locale: string;
  page: OperatorPage;
  refused: ProductKind[];
  /** Something else can be sent to it. */
  fits: boolean;
}) {
  const t = useTranslations("catalog.operator.refuses");
  const list = new Intl.ListFormat(locale, { type: "disjunction" });
  const kinds = list.format(refused.map((kind) => t(`kind.${kind}`)));
  const key = fits ? "some" : "all";
  return (
    <Notice tone={fits ? "info" : "wait"} title={t(key)}>
      {t(`${key}Help`, { operator: page.operator.name, kinds })}
    </Notice>
  );
}
