import { useTranslations } from "next-intl";
import { startCheckoutAction } from "@/app/[locale]/(checkout)/checkout-actions";
import type { ChoiceShape } from "@/components/catalog/choice-card";
import { ChoiceForm } from "@/components/catalog/choice-form";
import { ChoiceGrid } from "@/components/catalog/choice-grid";
import {
  filterPackages,
  isFiltered,
  isPackage,
  someSendSms,
  type PackageFilter as Filter,
} from "@/components/catalog/filter-packages";
import { PackageFilter } from "@/components/catalog/package-filter";
import { writeFixed, type WrittenChoice } from "@/components/catalog/write-choice";
import { Notice } from "@/components/ui/notice";
import { localePath } from "@/i18n/locales";
import type { OperatorPage } from "@/lib/catalog";
import type { ProductView } from "@/lib/catalog/types";
import { productPath } from "../../product-path";
import { askedAmount } from "./asked-amount";
import { RangeSection } from "./range-section";
import { useChoiceWords } from "./use-choice-words";

interface Sections {
  locale: string;
  page: OperatorPage;
  /** Token of the number; null: a price list. */
  to: string | null;
  filter: Filter;
  /** The amount in the address that somebody asked for. */
  asked?: string | string[] | undefined;
}

type Kind = ProductView["kind"];

/** Kinds whose products have names, and can be compared by what they bring. */
const PACKAGES: readonly Kind[] = ["bundle", "data", "plan"];
/** So many are looked over without help. */
const FEW = 6;
/** A package with its gap, on a phone. */
const ROW_REM = 4.75;

/** Products by kind, as the catalog orders them; ranges first within a kind, packages narrowed by the address. */
export function ProductSections({ locale, page, to, filter, asked }: Sections) {
  const t = useTranslations("catalog.operator");
  const all = page.products.filter(isPackage).filter(({ kind }) => PACKAGES.includes(kind));
  const fitting = filterPackages(all, filter);
  const kinds = [...new Set(page.products.map(({ kind }) => kind))];
  const first = kinds.find((kind) => PACKAGES.includes(kind));
  const none = isFiltered(filter) && fitting.length === 0;
  return (
    <>
      {kinds.length > 1 && <KindLinks kinds={kinds} />}
      {kinds.map((kind) => {
        const named = PACKAGES.includes(kind);
        const products = page.products.filter((product) => product.kind === kind);
        const fixed = (named ? fitting : products.filter(isPackage)).filter((one) => one.kind === kind);
        return (
          <div key={kind} className="contents">
            {kind === first && all.length > FEW && (
              <div id="packages" className="-mb-4 scroll-mt-4">
                <PackageFilter
                  filter={filter}
                  to={to}
                  found={{ count: fitting.length, of: all.length }}
                  sms={filter.sms || someSendSms(all)}
                />
              </div>
            )}
            {kind === first && none && <NoneFits locale={locale} page={page} to={to} />}
            {!(named && none) && (
              <KindSection
                locale={locale}
                page={page}
                to={to}
                kind={kind}
                products={products}
                fixed={fixed}
                asked={asked}
              />
            )}
          </div>
        );
      })}
      <p className="text-xs text-ink-3">{t("priceNote", { currency: paidIn(page) })}</p>
    </>
  );
}

/** What all prices of the page are in. */
function paidIn({ products: [first] }: OperatorPage): string {
  if (!first) return "";
  return first.choice.type === "fixed"
    ? first.choice.price.currency
    : (first.choice.suggested[0]?.price.currency ?? "");
}

function KindLinks({ kinds }: { kinds: Kind[] }) {
  const t = useTranslations("catalog.operator");
  return (
    <nav aria-label={t("kindsLabel")} className="-mb-4 flex flex-wrap gap-2">
      {kinds.map((kind) => (
        <a
          key={kind}
          href={`#kind-${kind}`}
          className="inline-flex min-h-12 items-center rounded-full border border-rule bg-surface px-4 text-sm font-semibold text-ink no-underline hover:border-rule-strong"
        >
          {t(`kinds.${kind}`)}
        </a>
      ))}
    </nav>
  );
}

function NoneFits({ locale, page, to }: Pick<Sections, "locale" | "page" | "to">) {
  const t = useTranslations("product.filter");
  const { countrySlug, slug } = page.operator;
  const path = localePath(locale, `/${countrySlug}/${slug}`) + (to === null ? "" : `?to=${to}`);
  return (
    <Notice tone="wait" title={t("none")}>
      {t("noneHelp")}{" "}
      <a href={path} className="link inline-flex min-h-12 items-center">
        {t("showAll")}
      </a>
    </Notice>
  );
}

interface KindOf extends Omit<Sections, "filter"> {
  kind: Kind;
  products: ProductView[];
  /** Those with one price that are shown, in their order. */
  fixed: Parameters<typeof writeFixed>[0][];
}

function KindSection({ locale, page, to, kind, products, fixed, asked }: KindOf) {
  const t = useTranslations("catalog.operator");
  const words = useChoiceWords();
  const named = PACKAGES.includes(kind);
  const written = { locale, operator: page.operator.name, words };
  const fields = to === null ? null : { to, locale };
  const choices = fixed.map((product) => ({
    ...writeFixed(product, written),
    // What asks for more than a press has a page of its own.
    ...(product.fields.length > 0 || (to === null && named)
      ? { href: productPath(locale, page.operator, { product, to }) }
      : {}),
  }));
  if (choices.length === 0 && products.every(isPackage)) return null;
  return (
    <section
      aria-labelledby={`kind-${kind}`}
      className={`grid gap-3.5 ${named ? "later" : ""}`}
      // As high as its rows are on a phone, until somebody comes near.
      style={named ? { containIntrinsicBlockSize: `auto ${choices.length * ROW_REM}rem` } : undefined}
    >
      <div>
        <h2 id={`kind-${kind}`} className="scroll-mt-4 text-[1.375rem]">
          {t(`kinds.${kind}`)}
        </h2>
        <p className="mt-1 text-sm text-ink-2">{t(`kindNotes.${kind}`)}</p>
      </div>
      {products.map((product) => (
        <RangeSection
          key={product.id}
          product={product}
          written={written}
          fields={fields}
          start={askedAmount(page.products, product, asked)}
        />
      ))}
      {choices.length > 0 && (
        <FixedChoices choices={choices} fields={fields} shape={named ? "row" : "tile"} />
      )}
    </section>
  );
}

function FixedChoices({
  choices,
  fields,
  shape,
}: {
  choices: WrittenChoice[];
  fields: Record<string, string> | null;
  shape: ChoiceShape;
}) {
  const t = useTranslations("catalog.operator");
  if (!fields) return <ChoiceGrid choices={choices} shape={shape} />;
  return (
    <ChoiceForm action={startCheckoutAction} fields={fields} title={t("refused")}>
      <ChoiceGrid choices={choices} shape={shape} pendingText={t("pricing")} />
    </ChoiceForm>
  );
}
