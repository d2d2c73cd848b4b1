import { useTranslations } from "next-intl";
import type { NoteView } from "@/lib/reports/types";
import type { FormAction } from "../settle/form-state";
import { When } from "../when";
import { StaffForm } from "./staff-form";

/** What staff wrote down, and the form to write more. */
export function NoteList({
  notes,
  write,
  hidden,
}: {
  notes: NoteView[];
  /** Null for who may not. */
  write: FormAction | null;
  /** What it is about, and the id under which it is written once. */
  hidden: Record<string, string>;
}) {
  const t = useTranslations("staff-cases.notes");
  return (
    <div className="grid max-w-[44rem] gap-3">
      {notes.length === 0 && <p className="text-sm text-ink-2">{t("none")}</p>}
      {notes.map(({ id, text, by, at }) => (
        <blockquote key={id} className="rounded-md border border-rule bg-surface p-3 text-sm">
          <p className="whitespace-pre-line [overflow-wrap:anywhere]">{text}</p>
          <footer className="mt-1 text-xs text-ink-3">
            {by} · <When at={at} />
          </footer>
        </blockquote>
      ))}
      {write && (
        <StaffForm
          id="note"
          action={write}
          hidden={hidden}
          fields={[{ name: "text", label: t("label"), hint: t("hint"), as: "area" }]}
          button={t("button")}
          pending={t("pending")}
        />
      )}
    </div>
  );
}
