import { useTranslations } from "next-intl";
import type { CaseParts } from "./case-terms";
import { StaffForm } from "./staff-form";

/** The ways a case may be decided, a button each; what is decided can be taken back for a while. */
export function TwoWays({
  of,
  desk,
  acts,
  ways,
}: CaseParts & {
  ways: { kind: string; button: string; note?: string; next?: boolean; proposal?: string; says?: string }[];
}) {
  const q = useTranslations("staff-cases.queue");
  return (
    <div className="grid gap-4">
      {ways.map(({ kind, button, note, next, proposal, says }) => (
        <StaffForm
          key={kind}
          id={`decide-${kind}`}
          action={acts.decide}
          tone={next ? "next" : "quiet"}
          hidden={{ order: of.orderId, kind, next: desk.next, ...(proposal ? { proposal } : {}) }}
          fields={note ? [{ name: "note", label: note, as: "area" }] : []}
          button={button}
          pending={q("deciding")}
          says={says ? `${says} ${q("undoSays")}` : q("undoSays")}
        />
      ))}
    </div>
  );
}
