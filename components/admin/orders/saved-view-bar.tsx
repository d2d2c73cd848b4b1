import { useTranslations } from "next-intl";
import Link from "next/link";
import type { SavedView } from "@/lib/reports/types";
import { buttonClass, inputClass } from "../control-class";

/** Lists under a name: a press away, kept and forgotten here. */
export function SavedViewBar({
  views,
  query,
  failure,
  actions,
}: {
  views: readonly SavedView[];
  /** Of the list that is shown; empty where nothing is asked for. */
  query: string;
  failure: "view-unnamed" | "view-known" | "view-too-long" | null;
  actions: { save: (form: FormData) => Promise<void>; forget: (form: FormData) => Promise<void> };
}) {
  const t = useTranslations("staff-numbers.views");
  if (views.length === 0 && query === "") return null;
  return (
    <section aria-label={t("label")} className="mt-3 grid gap-2">
      {views.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {views.map((view) => (
            <li key={view.id} className="flex items-center">
              <Link
                href={`/admin/orders?${view.query}`}
                aria-current={view.query === query ? "true" : undefined}
                className={`${buttonClass} aria-[current=true]:border-ink`}
              >
                {view.by ? t("of", { name: view.name, by: view.by }) : view.name}
              </Link>
              {view.mine && view.query === query && (
                <form action={actions.forget}>
                  <input type="hidden" name="id" value={view.id} />
                  <button
                    type="submit"
                    className={`${buttonClass} ms-1`}
                    aria-label={t("forget", { name: view.name })}
                  >
                    ×
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {query !== "" && !views.some((view) => view.query === query && view.mine) && (
        <form action={actions.save} className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="query" value={query} />
          <div className="grid gap-1">
            <label htmlFor="view-name" className="text-xs font-semibold">
              {t("name")}
            </label>
            <input
              id="view-name"
              name="name"
              maxLength={60}
              required
              aria-describedby={failure ? "view-failure" : undefined}
              className={`${inputClass} max-w-64`}
            />
          </div>
          <label className="flex min-h-12 items-center gap-2 text-sm md:min-h-10">
            <input type="checkbox" name="shared" value="1" className="size-5 accent-ink" />
            {t("share")}
          </label>
          <button type="submit" className={buttonClass}>
            {t("save")}
          </button>
          {failure && (
            <p id="view-failure" role="alert" className="text-sm text-clay">
              {t(`failures.${failure}`)}
            </p>
          )}
        </form>
      )}
    </section>
  );
}
