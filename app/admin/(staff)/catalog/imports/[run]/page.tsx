import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CatalogNav } from "@/components/admin/catalog/catalog-nav";
import { DifferenceTable, ImportTable } from "@/components/admin/catalog/import-table";
import { buttonClass } from "@/components/admin/control-class";
import { Section } from "@/components/admin/section";
import { readImportRun } from "@/lib/catalog";
import { readStaff, requireStaff } from "../../../../require-staff";
import { providerTitle } from "@/components/admin/provider-title";

interface Props {
  params: Promise<{ run: string }>;
  searchParams: Promise<Partial<Record<"change" | "after", string | string[]>>>;
}

const PAGE = 100;
const CHANGES = ["new", "price", "terms", "name", "back", "gone"] as const;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-supply.imports");
  return { title: t("differences") };
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { ctx } = await requireStaff("catalog.read");
  const [{ run: runId }, query] = await Promise.all([params, searchParams]);
  const change = CHANGES.find((one) => one === query.change);
  const after = Number(query.after);
  const found = await readImportRun(ctx, {
    runId,
    change,
    after: Number.isSafeInteger(after) && after > 0 ? after : undefined,
    limit: PAGE,
  });
  if (!found) notFound();
  const { run, differences, counts, older } = found;
  const t = await getTranslations("staff-supply.imports");
  const base = `/admin/catalog/imports/${run.id}`;
  return (
    <>
      <h1 className="mb-3 text-xl">{t("differencesOf", { provider: providerTitle(run.provider) })}</h1>
      <CatalogNav here="imports" />
      <ImportTable runs={[run]} />
      <Section id="differences" title={t("differences")} note={t("kept")}>
        <nav aria-label={t("change")} className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
          <Link href={base} className="link inline-flex min-h-6 items-center">
            {t("all")}
          </Link>
          {CHANGES.filter((one) => counts[one]).map((one) => (
            <Link
              key={one}
              href={`${base}?change=${one}`}
              aria-current={one === change ? "true" : undefined}
              className="link inline-flex min-h-6 items-center aria-[current]:font-bold"
            >
              {t(`changes.${one}`)} ({counts[one]})
            </Link>
          ))}
        </nav>
        {differences.length > 0 ? (
          <DifferenceTable differences={differences} />
        ) : (
          <p className="text-sm">{t("none")}</p>
        )}
        {older && (
          <nav aria-label={t("more")} className="mt-4 flex">
            <Link
              href={`${base}?after=${older}${change ? `&change=${change}` : ""}`}
              className={`${buttonClass} ms-auto`}
            >
              {t("more")} →
            </Link>
          </nav>
        )}
      </Section>
    </>
  );
}
