import { useTranslations } from "next-intl";
import type { JudgedView } from "@/lib/reports/types";
import { Amount } from "../amount";
import { Fact, FactList } from "../fact-list";

/** How near to the limits something came: what was used of the tightest one. */
export function JudgedList({ judged }: { judged: JudgedView[] }) {
  const t = useTranslations("staff-cases.judged");
  if (judged.length === 0) return <p className="text-sm text-ink-2">{t("none")}</p>;
  return (
    <FactList>
      {judged.map(({ of, name, span, orders, worth, limited }) => (
        <Fact key={`${of} ${name}`} label={t(`of.${of}`, { name })}>
          {limited ? (
            <>
              {t("orders", { used: orders.used, most: orders.most, span })}
              {" · "}
              <Amount of={worth.used} /> / <Amount of={worth.most} />
            </>
          ) : (
            <>
              {t("unlimited", { used: orders.used, span })}
              {" · "}
              <Amount of={worth.used} />
            </>
          )}
        </Fact>
      ))}
    </FactList>
  );
}
