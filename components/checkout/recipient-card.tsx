import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SentThing } from "@/components/orders/sent-thing";
import { FieldSummary } from "@/components/fields/field-summary";
import { OperatorPlace } from "@/components/catalog/operator-place";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import type { CheckoutLineView } from "@/lib/checkout/types";
import { Brings } from "./brings";
import { ChangeLinks } from "./change-links";
import { Doubts } from "./doubts";
import { KindNotice } from "./kind-notice";
import { writtenTo } from "./written-to";

/** The longest number there is, with its blanks. */
const LONGEST_NUMBER = 20;

/** What goes to whom, with the number as large as it deserves, and the ways back while nothing is paid. */
export function RecipientCard({
  line,
  changeable,
  gift,
}: {
  line: CheckoutLineView;
  changeable: boolean;
  /** Who else gets its code. */
  gift?: ReactNode;
}) {
  const t = useTranslations("checkout.to");
  const { operator, to } = line;
  const written = writtenTo(to) ?? t("you");
  // An address would be broken in the middle of a word.
  const long = written.length > LONGEST_NUMBER;
  return (
    <Card>
      <div className="flex items-center gap-3">
        <Monogram name={operator.name} size={48} />
        <div className="min-w-0">
          <p className="text-lg font-bold">
            <SentThing of={line} />
          </p>
          <Brings line={line} />
          <OperatorPlace operator={operator} />
        </div>
      </div>
      <p className="mt-5 text-sm font-semibold">{t("label")}</p>
      <p
        className={`num leading-tight font-extrabold tracking-[-0.02em] ${long ? "text-[clamp(1.125rem,0.9rem+1.2vw,1.5rem)]" : "text-[clamp(1.5rem,1.1rem+2vw,2.1rem)]"}`}
      >
        <bdi dir="ltr" className="wrap-anywhere">
          {written}
        </bdi>
      </p>
      <p className="mt-1.5 text-sm text-ink-2">
        {t(`check.${to.by === "email" && to.email ? "gift" : to.by}`)}
      </p>
      <FieldSummary fields={line.fields} operator={operator.name} />
      <KindNotice line={line} />
      {gift}
      <Doubts line={line} />
      {changeable && (
        <div className="mt-3 -mb-2 empty:hidden">
          <ChangeLinks line={line} number="/" />
        </div>
      )}
    </Card>
  );
}
