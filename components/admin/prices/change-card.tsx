import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { ChangeView } from "@/lib/catalog/prices/types";
import { When } from "../when";
import { EditList } from "./edit-list";

const TONES: Record<ChangeView["state"], ChipTone> = {
  counts: "plain",
  scheduled: "info",
  withdrawn: "wait",
};

/** One version: what it changed, who made it, why, and from when it counts. */
export function ChangeCard({ change, children }: { change: ChangeView; children?: ReactNode }) {
  const t = useTranslations("staff-prices.history");
  const { n, reason, by, madeAt, takesEffectAt, state, belowCost, restores, edits, operators } = change;
  const when = (at: string) => () => <When key={at} at={at} />;
  return (
    <Card className="grid gap-2 sm:p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-base">{t("version", { n })}</h3>
        <Chip tone={TONES[state]}>
          {state === "withdrawn" ? t("withdrawn") : t.rich(state, { when: when(takesEffectAt) })}
        </Chip>
      </div>
      <EditList edits={edits} operators={operators} />
      <p className="text-sm break-words">{reason}</p>
      <p className="text-xs text-ink-3">{t.rich("byLine", { who: by, when: when(madeAt) })}</p>
      {belowCost !== null && <p className="text-sm text-clay">{t("confirmed", { products: belowCost })}</p>}
      {restores !== null && <p className="text-xs text-ink-3">{t("restores", { n: restores })}</p>}
      {children}
    </Card>
  );
}
