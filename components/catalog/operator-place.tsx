import { useLocale } from "next-intl";
import { Flag } from "@/components/ui/flag";
import { Globe } from "@/components/ui/globe";
import { REGIONAL, type OperatorView } from "@/lib/catalog/types";
import { writeOperator } from "./write-operator";

/** An operator's name with its country's flag and name; long ones wrap, for what is cut off may be what matters. */
export function OperatorPlace({ operator }: { operator: Pick<OperatorView, "name" | "slug" | "country"> }) {
  const locale = useLocale();
  return (
    <span className="flex min-w-0 items-center gap-2 text-sm text-ink-2">
      {operator.country === REGIONAL ? <Globe /> : <Flag country={operator.country} width={20} />}
      <span className="min-w-0 leading-tight">{writeOperator(operator, locale)}</span>
    </span>
  );
}
