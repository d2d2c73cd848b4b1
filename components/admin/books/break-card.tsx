import { useTranslations } from "next-intl";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import type { BreakView } from "@/lib/reports/types";
import { CodeText } from "../code-text";
import { FactList, Fact } from "../fact-list";
import { providerTitle } from "../provider-title";
import type { FormAction } from "../settle/form-state";
import { When } from "../when";
import { MendForms } from "./mend-forms";
import { ThreeSides } from "./three-sides";

/** One mismatch: what differs, where to look, and what may be done about it by who may. */
export function BreakCard({ found, mend }: { found: BreakView; mend: FormAction | null }) {
  const t = useTranslations("admin.books");
  const { class: kind, source, orderId, lineId, factAt, sides } = found;
  const who = providerTitle(source);
  return (
    <Card className="grid gap-4">
      <div>
        <h3 className="flex flex-wrap items-center gap-2 text-base">
          {t(`class.${kind}`)} <Chip tone="bad">{who}</Chip>
        </h3>
        <p className="mt-1 max-w-[60ch] text-sm text-ink-2">{t(`what.${kind}`, { who })}</p>
        <div className="mt-3 max-w-[34rem]">
          <FactList>
            <Fact label={t("happened")}>
              <When at={factAt} />
            </Fact>
            {orderId && (
              <Fact label={t("order")}>
                <Link href={`/admin/orders/${orderId}`} className="link break-all">
                  {orderId}
                </Link>
              </Fact>
            )}
            {lineId && (
              <Fact label={t("line")}>
                <CodeText>{lineId}</CodeText>
              </Fact>
            )}
          </FactList>
        </div>
      </div>
      {sides && <ThreeSides sides={sides} />}
      {mend && (
        <div className="max-w-[34rem]">
          <MendForms found={found} mend={mend} />
        </div>
      )}
    </Card>
  );
}
