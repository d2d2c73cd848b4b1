import { useTranslations } from "next-intl";
import type { ProductKind } from "@/lib/providers/spec";

const TOLD: readonly ProductKind[] = ["airtime", "bundle", "data", "plan", "pin"];

/** What will happen on the phone, in a sentence. */
export function ArrivesCard({ kind, operator }: { kind: ProductKind; operator: string }) {
  const t = useTranslations("product.arrives");
  if (!TOLD.includes(kind)) return null;
  return (
    <section className="grid gap-1 border-t border-rule pt-5 text-sm text-ink-2">
      <h2 className="text-base text-ink">{t("heading")}</h2>
      <p>{t(kind as "airtime" | "bundle" | "data" | "plan" | "pin", { operator })}</p>
    </section>
  );
}
