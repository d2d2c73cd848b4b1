import type { z } from "zod";
import { ProviderUnavailable } from "../spec";
import { readEnvelope, type Client } from "./client";
import { readSku } from "./sku";
import {
  countrySchema,
  errorTextSchema,
  exchangeRateSchema,
  operatorSchema,
  productSchema,
  rowsSchema,
  type WireProduct,
} from "./wire";

/** A country as they dial it: the area codes are part of the number where there are any. */
export interface DialledCountry {
  country: string;
  name: string;
  diallingCode: string;
  areaCodes: string[];
  /** Digits after the dialling code, as they write it. */
  numberLength: string;
}

export interface ProductFilter {
  operatorId?: string;
  categoryId?: number;
  country?: string;
}

interface List<Row> {
  path: string;
  what: string;
  row: z.ZodType<Row>;
}

/** A row that cannot be read is left out. @throws ProviderUnavailable */
async function readList<Row>(call: Client, { path, what, row }: List<Row>): Promise<Row[]> {
  const { payLoad } = await readEnvelope(call, path, { what });
  const rows = rowsSchema.safeParse(payLoad).data;
  if (!rows) throw new ProviderUnavailable("valuetopup", `${what} are no list`);
  return rows.flatMap((one) => row.safeParse(one).data ?? []);
}

const queryOf = (fields: Record<string, string | number | undefined>): string => {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "";
};

export async function readCountries(call: Client): Promise<DialledCountry[]> {
  const rows = await readList(call, {
    path: "/catalog/countries",
    what: "the countries",
    row: countrySchema,
  });
  return rows.map((row) => ({
    country: row.countryCode,
    name: row.countryName,
    diallingCode: row.internationalCountryCode ?? "",
    areaCodes: (row.areaCodes ?? "").split(/[\s,;]+/).filter(Boolean),
    numberLength: row.numberLength ?? "",
  }));
}

/** Their operators; of one country when one is named, for an operator of theirs does not say its own. */
export async function readOperators(
  call: Client,
  country?: string,
): Promise<{ providerOperatorId: string; name: string }[]> {
  const path = `/catalog/operators${queryOf({ countryCode: country })}`;
  const rows = await readList(call, { path, what: "the operators", row: operatorSchema });
  return rows.map(({ operatorId, operatorName }) => ({ providerOperatorId: operatorId, name: operatorName }));
}

export function readProducts(call: Client, filter: ProductFilter): Promise<WireProduct[]> {
  const { operatorId, categoryId, country } = filter;
  const path = `/catalog/getproducts${queryOf({ operatorId, categoryId, countryCode: country })}`;
  return readList(call, { path, what: "the products", row: productSchema });
}

/** Units of a SKU's currency for one of the wallet's, at this moment: a decimal string. @throws ProviderUnavailable */
export async function readExchangeRate(
  call: Client,
  sku: string,
): Promise<{ currency: string; perWalletUnit: string }> {
  const path = `/catalog/sku/exchangeRate/${readSku(sku)?.id ?? ""}`;
  const { payLoad } = await readEnvelope(call, path, { what: "the rate" });
  const rate = exchangeRateSchema.safeParse(payLoad).data;
  if (!rate) throw new ProviderUnavailable("valuetopup", "the rate could not be read");
  return { currency: rate.currencyCode, perWalletUnit: rate.exchangeRate };
}

/** Their own texts by code, for staff: what a code means to us stands in failures.ts. @throws ProviderUnavailable */
export async function readFailureTexts(call: Client): Promise<Map<string, string>> {
  const rows = await readList(call, { path: "/catalog/errors", what: "the codes", row: errorTextSchema });
  return new Map(rows.filter(({ code }) => code !== "").map(({ code, text }) => [code, text]));
}
