import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { toDecimal } from "@/lib/core/money";
import type { OrderColumn, OrderFilters } from "@/lib/reports/types";
import { buttonClass, inputClass } from "../control-class";
import { Choice } from "./choice";
import { providerTitle } from "../provider-title";

export interface FilterChoices {
  states: readonly string[];
  payments: readonly string[];
  providers: readonly string[];
  kinds: readonly string[];
  countries: readonly string[];
  operators: readonly { id: string; name: string }[];
  columns: readonly OrderColumn[];
}

/** Search, filters and columns; a plain form, so that what is shown stands in the address. */
export function OrderFilterForm({
  typed,
  filters,
  columns,
  choices,
  filtered,
}: {
  typed: string;
  filters: OrderFilters;
  columns: readonly OrderColumn[];
  choices: FilterChoices;
  /** Anything at all is asked for. */
  filtered: boolean;
}) {
  const t = useTranslations("staff-numbers.list");
  const admin = useTranslations("admin");
  const kinds = useTranslations("catalog.operator.kinds");
  const names = new Intl.DisplayNames(useLocale(), { type: "region" });
  const countries = choices.countries
    .map((country) => ({ value: country, text: names.of(country) ?? country }))
    .toSorted((a, b) => a.text.localeCompare(b.text));
  const worded = (of: "orderState" | "paymentState", values: readonly string[]) =>
    values.map((value) => ({ value, text: admin(`${of}.${value}` as Parameters<typeof admin>[0]) }));
  const any = t("any");
  return (
    <form action="/admin/orders" role="search" className="grid gap-3">
      <SearchRow typed={typed} filtered={filtered}>
        <Choice
          name="state"
          label={t("state")}
          none={any}
          value={filters.state}
          options={worded("orderState", choices.states)}
        />
      </SearchRow>
      <details open={filtered}>
        <summary className="py-3 text-sm font-bold md:py-1.5">{t("more")}</summary>
        <div className="mt-2 grid grid-cols-2 gap-3 md:grid-cols-4">
          <Choice
            name="payment"
            label={t("payment")}
            none={any}
            value={filters.payment}
            options={worded("paymentState", choices.payments)}
          />
          <Choice
            name="country"
            label={t("country")}
            none={any}
            value={filters.country}
            options={countries}
          />
          <Choice
            name="operator"
            label={t("operator")}
            none={choices.operators.length > 0 ? any : t("countryFirst")}
            value={filters.operator}
            options={choices.operators.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <Choice
            name="provider"
            label={t("provider")}
            none={any}
            value={filters.provider}
            options={choices.providers.map((name) => ({ value: name, text: providerTitle(name) }))}
          />
          <Choice
            name="kind"
            label={t("kind")}
            none={any}
            value={filters.kind}
            options={choices.kinds.map((kind) => ({
              value: kind,
              text: kinds(kind as Parameters<typeof kinds>[0]),
            }))}
          />
          <Typed name="from" label={t("from")} type="date" value={filters.from} />
          <Typed name="to" label={t("to")} type="date" value={filters.to} />
          <Typed
            name="tz"
            label={t("zone")}
            value={filters.zone === "UTC" ? null : filters.zone}
            hint="UTC"
          />
          <Typed name="min" label={t("min")} value={filters.min && toDecimal(filters.min)} decimal />
          <Typed name="max" label={t("max")} value={filters.max && toDecimal(filters.max)} decimal />
          <Typed
            name="cur"
            label={t("currency")}
            value={(filters.min ?? filters.max)?.currency ?? null}
            hint="USD"
          />
          <label className="flex min-h-12 items-center gap-2 self-end text-sm font-semibold md:min-h-10">
            <input
              type="checkbox"
              name="person"
              value="1"
              defaultChecked={filters.person}
              className="size-5 accent-ink"
            />
            {t("person")}
          </label>
        </div>
        <ColumnBoxes all={choices.columns} chosen={columns} />
      </details>
    </form>
  );
}

function Typed({
  name,
  label,
  value,
  hint,
  type = "text",
  decimal = false,
}: {
  name: string;
  label: string;
  value: string | null;
  hint?: string;
  type?: "text" | "date";
  decimal?: boolean;
}) {
  const id = `filter-${name}`;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-xs font-semibold">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        inputMode={decimal ? "decimal" : undefined}
        defaultValue={value ?? ""}
        placeholder={hint}
        autoComplete="off"
        className={inputClass}
      />
    </div>
  );
}

function ColumnBoxes({ all, chosen }: { all: readonly OrderColumn[]; chosen: readonly OrderColumn[] }) {
  const t = useTranslations("staff-numbers.list");
  return (
    <fieldset className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
      <legend className="mb-1 text-xs font-semibold">{t("columnsLabel")}</legend>
      {all.map((column) => (
        <label key={column} className="flex min-h-10 items-center gap-2 text-sm">
          <input
            type="checkbox"
            name="cols"
            value={column}
            defaultChecked={chosen.includes(column)}
            className="size-5 accent-ink"
          />
          {t(`columns.${column}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** What is looked for, and the presses. */
function SearchRow({ typed, filtered, children }: { typed: string; filtered: boolean; children: ReactNode }) {
  const t = useTranslations("staff-numbers.list");
  return (
    <div className="grid items-end gap-3 md:grid-cols-[1fr_auto_auto]">
      <div className="grid gap-1">
        <label htmlFor="q" className="text-xs font-semibold">
          {t("searchLabel")}
        </label>
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={typed}
          autoComplete="off"
          spellCheck={false}
          aria-describedby="q-hint"
          className={inputClass}
        />
      </div>
      {children}
      <div className="flex gap-3">
        <button type="submit" className={`${buttonClass} max-md:flex-1`}>
          {t("search")}
        </button>
        {filtered && (
          <Link href="/admin/orders" className={`${buttonClass} max-md:flex-1`}>
            {t("clear")}
          </Link>
        )}
      </div>
      <p id="q-hint" className="text-xs text-ink-3 md:col-span-3">
        {t("searchHint")}
      </p>
    </div>
  );
}
