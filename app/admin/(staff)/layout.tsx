import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AdminHeader } from "@/components/admin/admin-header";
import { ADMIN_SECTIONS } from "@/components/admin/admin-sections";
import { may } from "@/lib/core/permissions";
import { requireStaff } from "../require-staff";
import { signOutAction } from "../sign-out-action";

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { staff, ctx } = await requireStaff();
  const sections = ADMIN_SECTIONS.filter(({ needs }) => may(ctx.actor, needs));
  const t = await getTranslations("admin");
  return (
    <>
      <AdminHeader email={staff.email} sections={sections} signOut={signOutAction} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[1280px] flex-1 px-4 py-6 outline-none md:px-6"
      >
        {children}
        <p className="mt-10 text-xs text-ink-3">{t("utc")}</p>
      </main>
    </>
  );
}
