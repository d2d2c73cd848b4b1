import { useTranslations } from "next-intl";
import type { AskedField, NameField } from "@/components/checkout/answer-fields";
import type { CheckoutView } from "@/lib/checkout/types";
import { formatMoney } from "@/lib/core/money";

/** What must be confirmed of the lines, and whom the buyer may name, as the form asks it. Once pay was pressed nothing is asked again. */
export function useAnswers(
  { lines, stage }: CheckoutView,
  locale: string,
): { asked: AskedField[]; named: NameField[] } {
  const t = useTranslations("checkout.asks");
  const asked: AskedField[] = [];
  const named: NameField[] = [];
  if (stage !== "open") return { asked, named };
  for (const { line, to, asks, name } of lines) {
    if (to.by !== "number") continue;
    const number = () => (
      <bdi dir="ltr" className="num whitespace-nowrap">
        {to.international}
      </bdi>
    );
    if (asks.lastFour)
      asked.push({
        name: `four-${line}`,
        kind: "four",
        label: t.rich("lastFour", { number }),
        // Said once: the others are asked for the same reason.
        hint: asked.some(({ kind }) => kind === "four") ? undefined : t("lastFourWhy"),
      });
    if (asks.again)
      asked.push({
        name: `again-${line}`,
        kind: "again",
        label: t.rich("again", { number }),
        hint: t("againWhy", {
          what: formatMoney(asks.again.face, locale, { compact: true }),
          minutes: Math.floor(asks.again.secondsAgo / 60),
        }),
      });
    named.push({ name: `name-${line}`, label: t.rich("name", { number }), value: name });
  }
  return { asked, named };
}
