import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FactorCard, type FactorTexts } from "@/components/admin/account/factor-card";
import { SessionTable } from "@/components/admin/account/session-table";
import { buttonClass, inputClass } from "@/components/admin/control-class";
import { Fact, FactList } from "@/components/admin/fact-list";
import { readTimeZone } from "@/components/admin/read-time-zone";
import { Section } from "@/components/admin/section";
import { ShortcutList } from "@/components/admin/shortcut-keys";
import { listSessions, readOwnFactor } from "@/lib/accounts";
import type { OwnFactor } from "@/lib/accounts/types";
import { drawQr } from "../../../draw-qr";
import { readStaff, requireStaff } from "../../require-staff";
import { staffPath } from "../../staff-path";
import { areKeysOn, listShortcuts } from "../list-shortcuts";
import { endOwnSessionAction, factorAction, looksAction } from "./account-actions";

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

async function LooksForm({ zone, keysOn }: { zone: string; keysOn: boolean }) {
  const t = await getTranslations("staff-team.looks");
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")];
  return (
    <form action={looksAction} className="grid max-w-[44rem] items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
      <label className="grid gap-1 text-xs font-semibold">
        {t("zone")}
        <select key={zone} name="zone" defaultValue={zone} className={inputClass}>
          {zones.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label className="grid gap-1 text-xs font-semibold">
        {t("keys")}
        <select key={String(keysOn)} name="keys" defaultValue={keysOn ? "on" : "off"} className={inputClass}>
          <option value="on">{t("on")}</option>
          <option value="off">{t("off")}</option>
        </select>
      </label>
      <button type="submit" className={buttonClass}>
        {t("save")}
      </button>
      <p className="text-xs text-ink-3 sm:col-span-3">{t("zoneHint")}</p>
    </form>
  );
}

/** One's own account: second factor and sessions. */
export default async function AccountPage({
  searchParams,
}: {
  searchParams: Promise<{ back?: string | string[] }>;
}) {
  const [{ staff, ctx }, { back }] = await Promise.all([requireStaff(), searchParams]);
  const [t, factor, sessions, zone, keysOn, shortcuts] = await Promise.all([
    getTranslations("staff-team"),
    readOwnFactor(ctx, { email: staff.email, issuer: "Homeline" }),
    listSessions(ctx, { userId: staff.userId }),
    readTimeZone(),
    areKeysOn(),
    listShortcuts(ctx.actor),
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
      <Section id="looks" title={t("looks.title")} note={t("looks.note")}>
        <LooksForm zone={zone} keysOn={keysOn} />
        <div className="mt-6 max-w-[44rem]">
          <h3 className="mb-2 text-base">{t("keys.title")}</h3>
          <ShortcutList shortcuts={shortcuts} />
        </div>
      </Section>
    </>
  );
}
