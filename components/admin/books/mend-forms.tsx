import { useTranslations } from "next-intl";
import type { BreakView } from "@/lib/reports/types";
import { MicroAmount } from "../amount";
import { Fold } from "../cases/fold";
import { StaffForm } from "../cases/staff-form";
import { providerTitle } from "../provider-title";
import type { FormAction } from "../settle/form-state";

type Verb = BreakView["mends"][number];

/** By how much the two books differ, without a sign; null where one of them names no amount. */
function gapOf({ ours, theirs }: BreakView) {
  if (!theirs) return null;
  return { micros: Math.abs(theirs.micros - (ours?.micros ?? 0)), currency: theirs.currency };
}

function MendBy({ found, verb, mend }: { found: BreakView; verb: Verb; mend: FormAction }) {
  const t = useTranslations("admin.books");
  const says = useTranslations("staff-prices.remedy");
  const gap = gapOf(found);
  const who = providerTitle(found.source);
  return (
    <StaffForm
      id={`${verb}-${found.id}`}
      action={mend}
      hidden={{ break: found.id, verb }}
      fields={[{ name: "note", label: t("why"), hint: t("whyHint"), as: "area" }]}
      button={t(`verb.${verb}`)}
      pending={t("pending")}
      says={says.rich(`says.${verb}`, {
        who,
        known: gap ? "yes" : "no",
        amount: () => gap && <MicroAmount of={gap} />,
      })}
    />
  );
}

/** Every way to mend a break has a button of its own that says beforehand what it does; the usual one stands open. */
export function MendForms({ found, mend }: { found: BreakView; mend: FormAction }) {
  const t = useTranslations("admin.books");
  const [first, ...others] = found.mends;
  if (!first) return null;
  return (
    <div className="grid content-start gap-3">
      <MendBy found={found} verb={first} mend={mend} />
      {others.map((verb) => (
        <Fold key={verb} title={t(`verb.${verb}`)}>
          <MendBy found={found} verb={verb} mend={mend} />
        </Fold>
      ))}
    </div>
  );
}
