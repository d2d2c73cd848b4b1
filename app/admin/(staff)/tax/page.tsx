import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PlannedChanges } from "@/components/admin/prices/planned-changes";
import { PriceHead } from "@/components/admin/prices/price-head";
import { TaxForm } from "@/components/admin/prices/tax-form";
import { TaxTable } from "@/components/admin/prices/tax-table";
import { Section } from "@/components/admin/section";
import { CountryOptions } from "@/components/checkout/country-options";
import { ActionForm } from "@/components/admin/settle/action-form";
import { Notice } from "@/components/ui/notice";
import { readTaxDesk, type TaxDesk } from "@/lib/catalog/prices";
import { newId } from "@/lib/core/ids";
import { may } from "@/lib/core/permissions";
import { readStaff, requireStaff } from "../../require-staff";
import { withdrawAction } from "../prices/withdraw-action";
import { setTaxAction, switchTaxAction } from "./tax-actions";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.tax");
  return { title: t("title") };
}

async function Switch({ desk: { on, version } }: { desk: TaxDesk }) {
  const t = await getTranslations("staff-prices");
  return (
    <Section id="switch" title={t("tax.switch")}>
      <div className="max-w-[34rem]">
        <ActionForm
          id="tax-switch"
          action={switchTaxAction}
          fields={{ request: newId(), basis: String(version), on: on ? "0" : "1" }}
          texts={{
            button: t(on ? "tax.turnOff" : "tax.turnOn"),
            pending: t("tax.saving"),
            note: t("save.reason"),
            hint: t("save.reasonHint"),
          }}
        />
      </div>
    </Section>
  );
}

async function SetRate({ version }: { version: number }) {
  const t = await getTranslations("staff-prices");
  const bases = { price: t("tax.bases.price"), margin: t("tax.bases.margin") };
  return (
    <Section id="set-tax" title={t("tax.set")} note={t("tax.setNote")}>
      <TaxForm
        action={setTaxAction}
        fields={{ request: newId(), basis: String(version) }}
        countries={<CountryOptions />}
        texts={{
          country: t("tax.country"),
          percent: t("tax.percent"),
          percentHint: t("tax.percentHint"),
          base: t("tax.base"),
          bases,
          reason: t("save.reason"),
          from: t("save.from"),
          fromHint: t("save.fromHint"),
          submit: t("tax.submit"),
          pending: t("tax.saving"),
        }}
      />
    </Section>
  );
}

export default async function TaxPage() {
  const { ctx } = await requireStaff("prices.read");
  const [desk, t] = await Promise.all([readTaxDesk(ctx), getTranslations("staff-prices.tax")]);
  const mayChange = may(ctx.actor, "tax.write");
  return (
    <>
      <PriceHead here="tax" title={t("title")} lead={t("lead")} />
      <Notice tone={desk.on ? "ok" : "info"} title={t(desk.on ? "on" : "off")} />
      <div className="mt-4">
        {desk.rates.length > 0 ? (
          <TaxTable rates={desk.rates} />
        ) : (
          <p className="text-sm text-ink-2">{t("none")}</p>
        )}
      </div>
      <PlannedChanges
        changes={desk.scheduled}
        title={t("planned")}
        withdraw={mayChange ? withdrawAction : null}
      />
      {mayChange && <Switch desk={desk} />}
      {mayChange && <SetRate version={desk.version} />}
    </>
  );
}
