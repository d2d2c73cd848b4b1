import { useTranslations } from "next-intl";
import { fieldOf, MONTHS, PLAN_CHANGE } from "@/lib/catalog/field-schema";
import { writeFields, type FieldWords } from "./field-texts";

/** What was agreed to and is no fact of the purchase. */
const AGREEMENTS: readonly string[] = [PLAN_CHANGE, "deviceCheck"];

/** What the buyer filled in for a product, to be read once more before paying. */
export function FieldSummary({ fields, operator }: { fields: Record<string, string>; operator: string }) {
  const t = useTranslations("fields") as FieldWords;
  const shown = Object.entries(fields).filter(([name]) => !AGREEMENTS.includes(name));
  if (shown.length === 0) return null;
  const texts = writeFields(
    shown.map(([name]) => fieldOf(name)),
    t,
    { operator },
  );
  return (
    <dl className="mt-3 grid gap-1 border-t border-rule pt-3 text-sm">
      {shown.map(([name, value]) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-4">
          <dt className="text-ink-2">{texts[name]?.label ?? name}</dt>
          <dd className="font-semibold">
            {name === MONTHS ? t(`${MONTHS}.count`, { count: Number(value) }) : <bdi>{value}</bdi>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
