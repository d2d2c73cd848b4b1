import { useTranslations } from "next-intl";
import { Logo } from "@/components/layout/logo";
import { AdminNav } from "./admin-nav";
import type { AdminSection } from "./admin-sections";
import { buttonClass } from "./control-class";

/** Where one is among the staff pages, who one is, and the way out. */
export function AdminHeader({
  email,
  sections,
  signOut,
}: {
  email: string;
  /** What this member of staff may open. */
  sections: readonly AdminSection[];
  signOut: () => Promise<void>;
}) {
  const t = useTranslations("admin.nav");
  const links = sections.map(({ href, name }) => ({ href, text: t(name) }));
  return (
    <header className="border-b border-rule bg-surface">
      <a
        href="#main"
        className="absolute start-4 top-2 z-20 -translate-y-20 rounded-sm bg-ink px-3 py-2 text-sm font-semibold text-paper focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <div className="mx-auto flex max-w-[1280px] flex-wrap items-center gap-x-6 px-4 py-1.5 md:px-6">
        <Logo />
        <AdminNav label={t("label")} links={links} />
        <div className="ms-auto flex min-w-0 items-center gap-3">
          <span className="truncate text-xs text-ink-3 max-sm:sr-only">
            <span className="sr-only">{t("signedInAs", { email })}</span>
            <span aria-hidden>{email}</span>
          </span>
          <form action={signOut}>
            <button type="submit" className={buttonClass}>
              {t("signOut")}
            </button>
          </form>
        </div>
      </div>
    </header>
  );
}
