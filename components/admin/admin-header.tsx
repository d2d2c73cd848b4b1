import { useTranslations } from "next-intl";
import Link from "next/link";
import { Logo } from "@/components/layout/logo";
import { AdminMenu, type NavLink } from "./admin-nav";
import { buttonClass, inputClass } from "./control-class";

/** Leads to the list of orders, which tells what was found by what. */
function FindForm() {
  const t = useTranslations("admin.nav");
  return (
    <form action="/admin/orders" className="min-w-0 flex-1 max-lg:order-3 max-lg:basis-full lg:max-w-[26rem]">
      <label htmlFor="staff-search" className="sr-only">
        {t("find")}
      </label>
      <input
        id="staff-search"
        name="q"
        type="search"
        placeholder={t("find")}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        className={inputClass}
      />
    </form>
  );
}

/** Where one is among the staff pages, the way to any order, who one is, and the way out. */
export function AdminHeader({
  email,
  links,
  signOut,
}: {
  email: string;
  /** What this member of staff may open. */
  links: NavLink[];
  signOut: () => Promise<void>;
}) {
  const t = useTranslations("admin.nav");
  return (
    <header className="border-b border-rule bg-surface">
      <a
        href="#main"
        className="absolute start-4 top-2 z-20 -translate-y-20 rounded-sm bg-ink px-3 py-2 text-sm font-semibold text-paper focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <div className="mx-auto flex max-w-[1440px] flex-wrap items-center gap-x-6 gap-y-1.5 px-4 py-1.5 md:px-6">
        <Logo />
        <FindForm />
        <div className="ms-auto flex min-w-0 items-center gap-3">
          <Link
            href="/admin/account"
            className="inline-flex min-h-12 min-w-0 items-center text-xs text-ink-2 max-sm:max-w-[10rem]"
          >
            <span className="sr-only">{t("signedInAs", { email })}</span>
            <span aria-hidden className="truncate">
              {email}
            </span>
          </Link>
          <form action={signOut}>
            <button type="submit" className={buttonClass}>
              {t("signOut")}
            </button>
          </form>
        </div>
        <AdminMenu label={t("label")} menu={t("menu")} links={links} />
      </div>
    </header>
  );
}
