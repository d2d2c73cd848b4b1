import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { RulesChecked } from "@/lib/reports/types";
import { When } from "./when";

/** Ids shown of each rule; the row of the run has more. */
const SHOWN = 5;

/** The last check of the rules that hold at every moment: one quiet line, or what breaks them. */
export function RulesNotice({ rules }: { rules: RulesChecked | null }) {
  const t = useTranslations("admin.desk.rules");
  if (!rules) return <p className="mb-4 text-sm text-ink-2">{t("never")}</p>;
  const time = () => <When at={rules.at} />;
  if (rules.violations === 0) return <p className="mb-4 text-sm text-ink-2">{t.rich("hold", { time })}</p>;
  return (
    <div className="mb-4">
      <Notice tone="bad" title={t.rich("broken", { time, count: rules.violations })}>
        <p>{t("text")}</p>
        <ul className="mt-2 list-disc pl-5">
          {rules.broken.map(({ rule, ids }) => (
            <li key={rule}>
              {rule}: <code className="break-all">{ids.slice(0, SHOWN).join(", ")}</code>
              {ids.length > SHOWN && " …"}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
