import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SessionTable } from "@/components/admin/account/session-table";
import { Fact, FactList } from "@/components/admin/fact-list";
import { Section } from "@/components/admin/section";
import { FieldForm } from "@/components/admin/team/field-form";
import { When } from "@/components/admin/when";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { listSessions, listStaff, OWNERS_ALONE } from "@/lib/accounts";
import type { StaffMember } from "@/lib/accounts/types";
import { may, needsFactor, PERMISSIONS, STAFF_ROLES } from "@/lib/core/permissions";
import { readStaff, requireStaff } from "../../../require-staff";
import { staffAction } from "../staff-action";

interface Props {
  params: Promise<{ userId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-team.staff");
  return { title: t("one") };
}

async function ChangeForm({ member }: { member: StaffMember }) {
  const t = await getTranslations("staff-team");
  const actor = { kind: "staff", ...member };
  const { userId, version } = member;
  const named = (one: (typeof PERMISSIONS)[number]) =>
    needsFactor(one) ? t("staff.withFactor", { permission: one }) : one;
  return (
    <FieldForm
      id="change"
      action={staffAction}
      hidden={{ do: "change", user: userId, version: String(version) }}
      fields={[
        {
          kind: "select",
          name: "role",
          label: t("staff.role"),
          value: member.role,
          options: STAFF_ROLES.map((role) => ({ value: role, text: t(`roles.${role}`) })),
        },
        {
          kind: "checks",
          name: "may",
          label: t("staff.permissions"),
          hint: t("staff.permissionsHint"),
          values: PERMISSIONS.filter((one) => may(actor, one)),
          options: PERMISSIONS.filter((one) => !OWNERS_ALONE.includes(one)).map((one) => ({
            value: one,
            text: named(one),
          })),
        },
        { kind: "area", name: "reason", label: t("staff.reason") },
      ]}
      button={t("staff.save")}
      pending={t("staff.saving")}
    />
  );
}

/** One of staff: role, permissions, second factor, sessions. */
export default async function StaffMemberPage({ params }: Props) {
  const [{ staff, ctx }, { userId }] = await Promise.all([requireStaff("staff.read"), params]);
  const member = (await listStaff(ctx)).find((one) => one.userId === userId);
  if (!member) notFound();
  const [t, sessions] = await Promise.all([getTranslations("staff-team"), listSessions(ctx, { userId })]);
  const own = userId === staff.userId;
  const mayWrite = may(ctx.actor, "staff.write") && !own;
  const hidden = { user: userId, version: String(member.version) };
  const reason = [{ kind: "area" as const, name: "reason", label: t("staff.reason"), required: true }];
  return (
    <>
      <p className="mb-1 text-sm">
        <Link href="/admin/staff" className="link">
          {t("staff.title")}
        </Link>
      </p>
      <h1 className="mb-4 text-xl [overflow-wrap:anywhere]">{member.email}</h1>
      <div className="grid gap-3">
        {own && <Notice title={t("staff.own")}>{t("staff.ownText")}</Notice>}
        {member.inSettings && <Notice>{t("staff.inSettings")}</Notice>}
      </div>
      <div className="mt-4 max-w-[44rem]">
        <FactList>
          <Fact label={t("staff.role")}>{t(`roles.${member.role}`)}</Fact>
          <Fact label={t("staff.factor")}>{t(member.secondFactor ? "staff.on" : "staff.off")}</Fact>
          <Fact label={t("staff.seen")}>{member.seenAt && <When at={member.seenAt} />}</Fact>
          {may(ctx.actor, "audit.read") && (
            <Fact label={t("staff.deeds")}>
              <Link href={`/admin/audit?who=${userId}`} className="link">
                {t("audit.title")}
              </Link>
            </Fact>
          )}
        </FactList>
      </div>
      {mayWrite && (
        <Section id="change" title={t("staff.change")} note={t("staff.changeNote")}>
          <Card className="max-w-[44rem] sm:p-5">
            <ChangeForm member={member} />
          </Card>
        </Section>
      )}
      <Section id="sessions" title={t("sessions.title")}>
        <SessionTable sessions={sessions} here={staff.sessionId} />
        {mayWrite && sessions.length > 0 && (
          <div className="mt-3">
            <FieldForm
              id="end"
              action={staffAction}
              hidden={{ do: "end", ...hidden }}
              fields={[]}
              tone="quiet"
              button={t("staff.endAll")}
              pending={t("staff.saving")}
            />
          </div>
        )}
      </Section>
      {mayWrite && member.secondFactor && (
        <Section id="reset" title={t("staff.reset")} note={t("staff.resetNote")}>
          <Card className="max-w-[44rem] sm:p-5">
            <FieldForm
              id="reset"
              action={staffAction}
              hidden={{ do: "reset", ...hidden }}
              fields={reason}
              tone="quiet"
              button={t("staff.resetIt")}
              pending={t("staff.saving")}
            />
          </Card>
        </Section>
      )}
      {mayWrite && (
        <Section id="remove" title={t("staff.remove")} note={t("staff.removeNote")}>
          <Card className="max-w-[44rem] sm:p-5">
            <FieldForm
              id="remove"
              action={staffAction}
              hidden={{ do: "remove", ...hidden }}
              fields={reason}
              tone="danger"
              button={t("staff.removeIt")}
              pending={t("staff.saving")}
            />
          </Card>
        </Section>
      )}
    </>
  );
}
