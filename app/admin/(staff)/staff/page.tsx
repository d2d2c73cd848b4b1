import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { DataTable } from "@/components/admin/data-table";
import { Section } from "@/components/admin/section";
import { FieldForm } from "@/components/admin/team/field-form";
import { When } from "@/components/admin/when";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { listStaff } from "@/lib/accounts";
import type { StaffMember } from "@/lib/accounts/types";
import { STAFF_ROLES } from "@/lib/core/permissions";
import { readStaff, requireStaff } from "../../require-staff";
import { staffAction } from "./staff-action";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-team.staff");
  return { title: t("title") };
}

async function StaffTable({ rows }: { rows: StaffMember[] }) {
  const t = await getTranslations("staff-team");
  return (
    <DataTable
      caption={t("staff.title")}
      rows={rows}
      keyOf={({ userId }) => userId}
      columns={[
        {
          head: t("staff.email"),
          cell: ({ userId, email }) => (
            <Link href={`/admin/staff/${userId}`} className="link [overflow-wrap:anywhere]">
              {email}
            </Link>
          ),
        },
        {
          head: t("staff.role"),
          cell: ({ role, granted, withdrawn }) =>
            granted.length + withdrawn.length > 0
              ? t("staff.differs", { role: t(`roles.${role}`), more: granted.length, less: withdrawn.length })
              : t(`roles.${role}`),
        },
        {
          head: t("staff.factor"),
          cell: ({ secondFactor }) => (
            <Chip tone={secondFactor ? "ok" : "wait"}>{t(secondFactor ? "staff.on" : "staff.off")}</Chip>
          ),
        },
        { head: t("staff.sessions"), cell: ({ sessions }) => sessions, atEnd: true },
        {
          head: t("staff.seen"),
          cell: ({ seenAt, invited }) =>
            seenAt ? <When at={seenAt} /> : t(invited ? "staff.invited" : "staff.never"),
          atEnd: true,
        },
      ]}
    />
  );
}

/** Who is of staff, and the way in for somebody new. */
export default async function StaffPage() {
  const { ctx } = await requireStaff("staff.read");
  const [t, rows] = await Promise.all([getTranslations("staff-team"), listStaff(ctx)]);
  return (
    <>
      <h1 className="mb-4 text-xl">{t("staff.title")}</h1>
      <StaffTable rows={rows} />
      <Section id="invite" title={t("staff.invite")} note={t("staff.inviteNote")}>
        <Card className="max-w-[32rem] sm:p-5">
          <FieldForm
            id="invite"
            action={staffAction}
            hidden={{ do: "invite" }}
            fields={[
              { kind: "email", name: "email", label: t("staff.email"), required: true },
              {
                kind: "select",
                name: "role",
                label: t("staff.role"),
                value: "viewer",
                options: STAFF_ROLES.map((role) => ({
                  value: role,
                  text: `${t(`roles.${role}`)}: ${t(`may.${role}`)}`,
                })),
              },
            ]}
            button={t("staff.send")}
            pending={t("staff.sending")}
          />
        </Card>
      </Section>
    </>
  );
}
