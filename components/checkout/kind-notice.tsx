import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { CheckoutLineView } from "@/lib/checkout/types";

/** What is to be known before paying for a PIN or a change of plan; nothing for what needs no word. */
export function KindNotice({ line: { kind, operator } }: { line: CheckoutLineView }) {
  const t = useTranslations("product.review");
  if (kind !== "pin" && kind !== "plan") return null;
  return (
    <div className="mt-3">
      <Notice tone={kind === "plan" ? "wait" : "info"} title={t(`${kind}Title`)}>
        {t(kind, { operator: operator.name })}
      </Notice>
    </div>
  );
}
