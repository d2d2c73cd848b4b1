import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ChangeForm } from "@/components/admin/prices/change-form";
import { EditList } from "@/components/admin/prices/edit-list";
import { PreviewSection } from "@/components/admin/prices/preview-section";
import { PriceNav } from "@/components/admin/prices/price-nav";
import { RuleForm } from "@/components/admin/prices/rule-form";
import { SettingForm } from "@/components/admin/prices/setting-form";
import { Section } from "@/components/admin/section";
import { Notice } from "@/components/ui/notice";
import { listCountries, listOperatorsOf } from "@/lib/catalog";
import { previewPrices, readDrafting, readPriceDesk, type Drafting } from "@/lib/catalog/prices";
import type { PriceEdit } from "@/lib/catalog/prices/types";
import { isBuyerCurrency } from "@/lib/core/buyer-currencies";
import { newId } from "@/lib/core/ids";
import type { AppCtx } from "@/lib/runtime";
import { readStaff, requireStaff } from "../../../require-staff";
import { firstOf, type Query } from "../first-of";
import { changeAction } from "./change-action";
import { editsIn, subjectIn, valuesOf, type Subject } from "./open-draft";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.draft");
  return { title: t("title") };
}

interface Opened {
  ctx: AppCtx;
  query: Query;
  subject: Subject;
  drafting: Drafting;
}

async function DraftForm({ ctx, query, subject, drafting }: Opened) {
  const values = valuesOf(query, subject, drafting);
  if (subject.sort === "restore") return null;
  if (subject.sort === "settings")
    return <SettingForm values={values} measured={(await readPriceDesk(ctx)).measuredCardFee} />;
  const { country } = values;
  const [countries, operators] = await Promise.all([
    listCountries(ctx),
    country ? listOperatorsOf(ctx, { country }) : [],
  ]);
  const { rule } = subject;
  return (
    <RuleForm
      rule={{ id: rule?.id ?? "new", isBase: rule?.isBase ?? false, isNew: !rule }}
      values={values}
      countries={countries.map((one) => one.country)}
      operators={operators.map(({ id, name }) => ({ value: id, text: name }))}
    />
  );
}

async function Save({ subject, drafting, edits, losing }: Opened & { edits: PriceEdit[]; losing: boolean }) {
  const t = await getTranslations("staff-prices.save");
  return (
    <Section id="save" title={t("title")}>
      <ChangeForm
        action={changeAction}
        fields={{
          request: newId(),
          basis: String(drafting.version),
          edits: JSON.stringify(edits),
          ...(subject.sort === "restore" ? { restores: String(subject.version) } : {}),
        }}
        texts={{
          effect: t("effect"),
          reason: t("reason"),
          reasonHint: t("reasonHint"),
          from: t("from"),
          fromHint: t("fromHint"),
          confirm: losing ? t("confirm") : null,
          submit: t("submit"),
          pending: t("pending"),
        }}
      />
    </Section>
  );
}

async function Effect(opened: Opened) {
  const { ctx, query, drafting } = opened;
  const t = await getTranslations("staff-prices.draft");
  const read = await editsIn(ctx, query, opened);
  if ("problem" in read) return <Notice tone="bad" title={t(`problem.${read.problem}`)} />;
  if (read.value.length === 0) return <Notice title={t("nothing")} />;
  const asked = firstOf(query, "in");
  const currency = isBuyerCurrency(asked) ? asked : "USD";
  const preview = await previewPrices(ctx, { before: drafting.book, edits: read.value, currency });
  const named = drafting.rules.flatMap(({ operator }) =>
    operator ? [[operator.id, operator] as const] : [],
  );
  const seen = preview.examples.map(({ operator }) => [operator.id, operator] as const);
  return (
    <>
      <EditList edits={read.value} operators={Object.fromEntries([...seen, ...named])} />
      <PreviewSection preview={preview} />
      <Save {...opened} edits={read.value} losing={preview.belowCost > 0} />
    </>
  );
}

async function titleOf(subject: Subject): Promise<string> {
  const t = await getTranslations("staff-prices.draft");
  if (subject.sort === "restore") return t("titleRestore", { n: subject.version });
  if (subject.sort === "settings") return t("title");
  return t(subject.rule ? "titleRule" : "titleNew");
}

export default async function ChangePricesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff("prices.write");
  const [query, drafting] = await Promise.all([searchParams, readDrafting(ctx)]);
  const subject = subjectIn(query, drafting);
  if (!subject) notFound();
  const t = await getTranslations("staff-prices.draft");
  const opened = { ctx, query, subject, drafting };
  return (
    <>
      <h1 className="mb-4 text-xl">{await titleOf(subject)}</h1>
      <PriceNav here="rules" />
      <p className="mb-4">
        <Link href="/admin/prices" className="link">
          {t("back")}
        </Link>
      </p>
      <DraftForm {...opened} />
      {firstOf(query, "show") === "1" && (
        <div className="mt-6">
          <Effect {...opened} />
        </div>
      )}
    </>
  );
}
