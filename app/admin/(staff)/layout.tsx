import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AdminHeader } from "@/components/admin/admin-header";
import { AdminNav } from "@/components/admin/admin-nav";
import { ADMIN_SECTIONS } from "@/components/admin/admin-sections";
import { readTimeZone } from "@/components/admin/read-time-zone";
import { ShortcutKeys } from "@/components/admin/shortcut-keys";
import { may } from "@/lib/core/permissions";
import { requireStaff } from "../require-staff";
import { signOutAction } from "../sign-out-action";
import { areKeysOn, listShortcuts } from "./list-shortcuts";

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { staff, ctx } = await requireStaff();
  const [t, keys, zone, keysOn, shortcuts] = await Promise.all([
    getTranslations("admin"),
    getTranslations("staff-team.keys"),
    readTimeZone(),
    areKeysOn(),
    listShortcuts(ctx.actor),
  ]);
  const links = ADMIN_SECTIONS.filter(({ needs }) => may(ctx.actor, needs)).map(({ href, name }) => ({
    href,
    text: t(`nav.${name}`),
  }));
  return (
    <>
      <AdminHeader email={staff.email} links={links} signOut={signOutAction} />
      <div className="mx-auto flex w-full max-w-[1440px] flex-1 gap-8 px-4 md:px-6">
        <div className="w-44 flex-none py-6 max-lg:hidden">
          <AdminNav label={t("nav.label")} links={links} />
        </div>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 py-6 outline-none">
          {children}
          <p className="mt-10 text-xs text-ink-3">
            {t("zone", { zone })}{" "}
            <a href="/admin/account#looks" className="link">
              {keys("change")}
            </a>
          </p>
        </main>
      </div>
      {keysOn && <ShortcutKeys shortcuts={shortcuts} title={keys("title")} close={keys("close")} />}
    </>
  );
}
