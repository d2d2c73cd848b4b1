import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonClass } from "@/components/admin/control-class";
import { CallSearch } from "@/components/admin/supply/call-search";
import { CallTable } from "@/components/admin/supply/call-table";
import { Notice } from "@/components/ui/notice";
import { readProviderCalls } from "@/lib/reports";
import { readStaff, requireStaff } from "../../../../require-staff";
import { providerOf } from "../../provider-of";
import { providerTitle } from "@/components/admin/provider-title";

type Query = Partial<Record<"q" | "purpose" | "trouble" | "before", string | string[]>>;

interface Props {
  params: Promise<{ provider: string }>;
  searchParams: Promise<Query>;
}

const PAGE = 50;

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? "";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-supply.calls");
  return { title: t("title", { provider: providerTitle((await params).provider) }) };
}

export default async function CallsPage({ params, searchParams }: Props) {
  const { ctx } = await requireStaff("supply.read");
  const [{ provider: typed }, query] = await Promise.all([params, searchParams]);
  const provider = providerOf(typed);
  const asked = {
    q: first(query.q).trim().slice(0, 200),
    purpose: first(query.purpose).slice(0, 40),
    trouble: first(query.trouble) === "yes" ? "yes" : "",
  };
  const before = Number(first(query.before));
  const [page, t] = await Promise.all([
    readProviderCalls(ctx, {
      provider,
      search: asked.q || undefined,
      purpose: asked.purpose || undefined,
      trouble: asked.trouble === "yes",
      before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
      limit: PAGE,
    }),
    getTranslations("staff-supply.calls"),
  ]);
  const addressOf = (older?: number) => {
    const kept = Object.entries(asked).filter(([, value]) => value !== "");
    const search = new URLSearchParams([...kept, ...(older ? [["before", String(older)]] : [])]);
    return `/admin/providers/${provider}/calls${search.size > 0 ? `?${search.toString()}` : ""}`;
  };
  return (
    <>
      <h1 className="mb-1 text-xl">{t("title", { provider: providerTitle(provider) })}</h1>
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      <CallSearch address={`/admin/providers/${provider}/calls`} asked={asked} />
      <div className="mt-6">
        {page.calls.length > 0 ? (
          <CallTable caption={t("title", { provider: providerTitle(provider) })} calls={page.calls} />
        ) : (
          <Notice title={t("empty")} />
        )}
      </div>
      <nav aria-label={t("pages")} className="mt-4 flex flex-wrap gap-3">
        {before > 0 && (
          <Link href={addressOf()} className={buttonClass}>
            {t("newest")}
          </Link>
        )}
        {page.older && (
          <Link href={addressOf(page.older)} className={`${buttonClass} ms-auto`}>
            {t("older")} →
          </Link>
        )}
      </nav>
    </>
  );
}
