import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { StaffSession } from "@/lib/accounts/types";
import { buttonClass } from "../control-class";
import { DataTable } from "../data-table";
import { When } from "../when";

/** Open sessions, each with its end. */
export function SessionTable({
  sessions,
  here,
  end,
  fields,
}: {
  sessions: StaffSession[];
  /** The one that looks at this page. */
  here: string;
  /** Absent where they may only be looked at. */
  end?: ((form: FormData) => Promise<void>) | undefined;
  /** Hidden fields beside `session`. */
  fields?: Record<string, string>;
}) {
  const t = useTranslations("staff-team.sessions");
  const act = (session: StaffSession) =>
    session.id === here ? (
      <Chip tone="ok">{t("here")}</Chip>
    ) : (
      end && (
        <form action={end}>
          {Object.entries({ ...fields, session: session.id }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button
            type="submit"
            className={buttonClass}
            aria-label={t("endOf", { device: session.device || t("unknown") })}
          >
            {t("end")}
          </button>
        </form>
      )
    );
  return (
    <DataTable
      caption={t("title")}
      rows={sessions}
      keyOf={({ id }) => id}
      columns={[
        { head: t("device"), cell: ({ device }) => device || t("unknown") },
        { head: t("since"), cell: ({ createdAt }) => <When at={createdAt} /> },
        { head: t("seen"), cell: ({ seenAt }) => <When at={seenAt} /> },
        { head: t("until"), cell: ({ expires }) => <When at={expires} /> },
        { head: t("money"), cell: ({ raised }) => (raised ? t("raised") : t("notRaised")) },
        { head: t("act"), cell: act, atEnd: true },
      ]}
    />
  );
}
