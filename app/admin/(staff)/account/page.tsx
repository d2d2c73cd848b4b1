import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FactorCard, type FactorTexts } from "@/components/admin/account/factor-card";
import { SessionTable } from "@/components/admin/account/session-table";
import { buttonClass } from "@/components/admin/control-class";
import { Fact, FactList } from "@/components/admin/fact-list";
import { Section } from "@/components/admin/section";
import { listSessions, readOwnFactor } from "@/lib/accounts";
import type { OwnFactor } from "@/lib/accounts/types";
import { drawQr } from "../../../draw-qr";
import { readStaff, requireStaff } from "../../require-staff";
import { staffPath } from "../../staff-path";
import { endOwnSessionAction, factorAction } from "./account-actions";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-team.account");
  return { title: t("title") };
}

const TEXTS = [
  "codesTitle",
  "codesText",
  "begin",
  "scan",
  "secret",
  "qr",
  "confirm",
  "raised",
  "enter",
  "renew",
  "renewText",
  "remove",
  "removeText",
] as const;

async function factorTexts(factor: OwnFactor): Promise<FactorTexts> {
  const [t, code] = await Promise.all([
    getTranslations("staff-team.account"),
    getTranslations("staff-team.code"),
  ]);
  const texts = Object.fromEntries(TEXTS.map((name) => [name, t(`factor.${name}`)])) as Omit<
    FactorTexts,
    "code" | "codeHint" | "standing"
  >;
  const standing =
    factor.state === "on"
      ? t("factor.on", { day: factor.since.slice(0, 10), count: factor.codesLeft })
      : t("factor.none");
  return { ...texts, standing, code: code("label"), codeHint: code("hint") };
}

/** One's own account: second factor and sessions. */
export default async function AccountPage({
  searchParams,
}: {
  searchParams: Promise<{ back?: string | string[] }>;
}) {
  const [{ staff, ctx }, { back }] = await Promise.all([requireStaff(), searchParams]);
  const [t, factor, sessions] = await Promise.all([
    getTranslations("staff-team"),
    readOwnFactor(ctx, { email: staff.email, issuer: "Homeline" }),
    listSessions(ctx, { userId: staff.userId }),
  ]);
  const begun = factor.state === "begun" ? factor : undefined;
  return (
    <>
      <h1 className="mb-4 text-xl">{t("account.title")}</h1>
      <div className="max-w-[44rem]">
        <FactList>
          <Fact label={t("account.email")}>{staff.email}</Fact>
          <Fact label={t("account.role")}>{t(`roles.${staff.role}`)}</Fact>
        </FactList>
      </div>
      <Section id="factor" title={t("account.factor.title")} note={t("account.factor.note")}>
        <FactorCard
          standing={factor.state}
          secret={begun?.secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}
          qr={begun && drawQr(begun.address)}
          raised={staff.raised}
          back={staffPath(back)}
          action={factorAction}
          texts={await factorTexts(factor)}
        />
      </Section>
      <Section
        id="sessions"
        title={t("sessions.title")}
        note={t("sessions.note")}
        aside={
          sessions.length > 1 && (
            <form action={endOwnSessionAction}>
              <button type="submit" className={buttonClass}>
                {t("sessions.endOthers")}
              </button>
            </form>
          )
        }
      >
        <SessionTable sessions={sessions} here={staff.sessionId} end={endOwnSessionAction} />
      </Section>
    </>
  );
}
