import { useTranslations } from "next-intl";
import { startCheckoutAction } from "@/app/[locale]/(checkout)/checkout-actions";
import type { ChoiceShape } from "@/components/catalog/choice-card";
import { ChoiceForm } from "@/components/catalog/choice-form";
import { ChoiceGrid } from "@/components/catalog/choice-grid";
import { writeFixed, type ChoiceWords, type WrittenChoice } from "@/components/catalog/write-choice";
import type { OperatorPage } from "@/lib/catalog";
import type { ProductView } from "@/lib/catalog/types";
import { RangeSection } from "./range-section";

interface Sections {
  locale: string;
  page: OperatorPage;
  /** Token of the number; null: a price list. */
  to: string | null;
}

/** Kinds whose products have names. */
const SHAPES: Partial<Record<ProductView["kind"], ChoiceShape>> = { bundle: "row", data: "row", plan: "row" };

type Fixed = Parameters<typeof writeFixed>[0];
const isFixed = (product: ProductView): product is Fixed => product.choice.type === "fixed";

/** Products by kind, as the catalog orders them; ranges first within a kind. */
export function ProductSections({ locale, page, to }: Sections) {
  const t = useTranslations("catalog.operator");
  const words: ChoiceWords = {
    price: (price) => t("youPay", { price }),
    worth: (face) => t("worth", { face }),
    worthAbout: (face) => t("worthAbout", { face }),
    popular: t("popular"),
    pin: t("pin"),
  };
  const written = { locale, operator: page.operator.name, words };
  const kinds = [...new Set(page.products.map(({ kind }) => kind))];
  const fields = to === null ? null : { to, locale };
  return (
    <>
      {kinds.length > 1 && (
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
      )}
      {kinds.map((kind) => {
        const products = page.products.filter((product) => product.kind === kind);
        const choices = products.filter(isFixed).map((product) => writeFixed(product, written));
        return (
          <section key={kind} aria-labelledby={`kind-${kind}`} className="grid gap-3.5">
            <div>
              <h2 id={`kind-${kind}`} className="text-[1.375rem]">
                {t(`kinds.${kind}`)}
              </h2>
              <p className="mt-1 text-sm text-ink-2">{t(`kindNotes.${kind}`)}</p>
            </div>
            {products.map((product) => (
              <RangeSection key={product.id} product={product} written={written} fields={fields} />
            ))}
            {choices.length > 0 && (
              <FixedChoices choices={choices} fields={fields} shape={SHAPES[kind] ?? "tile"} />
            )}
          </section>
        );
      })}
      <p className="text-xs text-ink-3">{t("priceNote")}</p>
    </>
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
