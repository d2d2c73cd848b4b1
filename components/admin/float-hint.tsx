import { useTranslations } from "next-intl";
import type { Micros } from "@/lib/core/money";
import { MicroAmount } from "./amount";

/** Our float as the answers around a doubtful attempt told it. */
export interface FloatTrailView {
  last: { after: Micros } | null;
  next: { before?: Micros } | null;
  weighed?: {
    ifBought: Micros;
    ifNotBought: Micros;
    seen: Micros;
    hint: "bought" | "not-bought" | "unclear";
  };
}

/** What the float says of an attempt that nobody can be asked about: for a person to weigh, never proof. */
export function FloatHint({ trail }: { trail: FloatTrailView }) {
  const t = useTranslations("admin.order.float");
  const { last, next, weighed } = trail;
  const rows = [
    { name: t("last"), value: last?.after },
    { name: t("next"), value: next?.before },
    { name: t("ifBought"), value: weighed?.ifBought },
    { name: t("ifNotBought"), value: weighed?.ifNotBought },
  ];
  return (
    <span className="grid gap-0.5 rounded-sm bg-marigold-wash px-2.5 py-1.5 text-xs">
      <span className="font-semibold">{t(weighed?.hint ?? "unknown")}</span>
      {rows.map(
        ({ name, value }) =>
          value && (
            <span key={name} className="flex justify-between gap-3">
              <span>{name}</span>
              <MicroAmount of={value} />
            </span>
          ),
      )}
      <span className="text-ink-2">{t("note")}</span>
    </span>
  );
}
