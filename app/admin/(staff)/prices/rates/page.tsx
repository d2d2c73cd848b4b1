import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Fact, FactList } from "@/components/admin/fact-list";
import { PriceHead } from "@/components/admin/prices/price-head";
import { RateForm } from "@/components/admin/prices/rate-form";
import { RateTable } from "@/components/admin/prices/rate-table";
import { Section } from "@/components/admin/section";
import { When } from "@/components/admin/when";
import { Notice } from "@/components/ui/notice";
import { readRates } from "@/lib/catalog/prices";
import type { RatesView } from "@/lib/catalog/prices/types";
import { may } from "@/lib/core/permissions";
import { env } from "@/lib/env";
import { readStaff, requireStaff } from "../../../require-staff";
import { endRateAction, setRateAction } from "./rate-actions";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.rates");
  return { title: t("title") };
}

async function SetRate({ base, rates }: Pick<RatesView, "base" | "rates">) {
  const t = await getTranslations("staff-prices.rates");
  return (
    <Section id="set-rate" title={t("set")} note={t("setNote")}>
      <RateForm
        action={setRateAction}
        seen={rates.flatMap(({ currency, byHand }) => (byHand ? `${currency}:${byHand.id}` : [])).join(" ")}
        texts={{
          currency: t("currency"),
          currencyHint: t("currencyHint"),
          rate: t("rate"),
          rateHint: t("rateHint", { base }),
          until: t("until"),
          reason: t("reason"),
          confirm: t("confirm"),
          submit: t("submit"),
          pending: t("pending"),
        }}
      />
    </Section>
  );
}

export default async function RatesPage() {
  const { ctx } = await requireStaff("prices.read");
  const [{ base, rates, readAt }, t] = await Promise.all([
    readRates(ctx),
    getTranslations("staff-prices.rates"),
  ]);
  const { mode, fxUrl } = env();
  const source = mode === "demo" ? t("demoSource") : fxUrl && new URL(fxUrl).host;
  const mayChange = may(ctx.actor, "prices.write");
  const old = rates.filter(({ state, byHand }) => state === "old" && !byHand);
  return (
    <>
      <PriceHead here="rates" title={t("title")} lead={t("lead", { base })} />
      {rates.length === 0 && <Notice tone="bad" title={t("never")} />}
      {old.length > 0 && (
        <Notice tone="bad" title={t("oldTitle", { count: old.length })}>
          {t("oldText")}
        </Notice>
      )}
      <div className="my-4 max-w-[22rem]">
        <FactList>
          <Fact label={t("readAt")}>{readAt && <When at={readAt} />}</Fact>
          <Fact label={t("source")}>{source ?? t("noSource")}</Fact>
        </FactList>
      </div>
      {mayChange && <SetRate base={base} rates={rates} />}
      <div className="mt-6">
        <RateTable rates={rates} end={mayChange ? endRateAction : null} />
      </div>
    </>
  );
}
