import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { CheckoutLineView } from "@/lib/checkout/types";

/** What the buyer should look at twice before paying for a line. */
export function Doubts({ line }: { line: CheckoutLineView }) {
  const doubt = useTranslations("checkout.doubt");
  const twice = useTranslations("checkout.twice");
  if (!line.doubt && !line.twice) return null;
  const other = line.doubt?.other ?? "none";
  return (
    <div className="mt-4 grid gap-2">
      {line.doubt && (
        <Notice tone="wait">{doubt(line.doubt.why, { operator: line.operator.name, other })}</Notice>
      )}
      {line.twice && <Notice tone="wait">{twice(line.twice)}</Notice>}
    </div>
  );
}
