import type { ProductView } from "@/lib/catalog/types";
import { parseScaled } from "@/lib/core/decimal";
import { money, type Money } from "@/lib/core/money";

const SCALE = 6;
const ONE = 10n ** BigInt(SCALE);

/** A package with one price: what can be compared. */
export type Package = ProductView & { choice: { type: "fixed"; face: Money; price: Money } };

export const isPackage = (product: ProductView): product is Package => product.choice.type === "fixed";

export const SORTS = ["popular", "price", "gb", "day"] as const;
export type PackageSort = (typeof SORTS)[number];
export const LEAST_DATA = [1, 5, 10, 20] as const;
export const DAYS = ["day", "week", "month"] as const;

/** What the address asks for; zero and empty: everything. */
export interface PackageFilter {
  /** At least so many gigabytes. */
  data: number;
  /** With minutes to call. */
  calls: boolean;
  /** With messages to send. */
  sms: boolean;
  /** How long it is good for. */
  days: (typeof DAYS)[number] | "";
  sort: PackageSort;
}

type Asked = Record<string, string | string[] | undefined>;

const oneOf = <Word extends string>(words: readonly Word[], asked: unknown): Word | undefined =>
  words.find((word) => word === asked);

/** The filter in an address; whatever makes no sense is left out of it. */
export function readFilter(asked: Asked): PackageFilter {
  return {
    data: LEAST_DATA.find((least) => String(least) === asked.data) ?? 0,
    calls: asked.calls === "1",
    sms: asked.sms === "1",
    days: oneOf(DAYS, asked.days) ?? "",
    sort: oneOf(SORTS, asked.sort) ?? "popular",
  };
}

export const isFiltered = ({ data, calls, sms, days }: PackageFilter): boolean =>
  data > 0 || calls || sms || days !== "";

/** Whether any of them brings messages: else there is nothing to ask for. */
export const someSendSms = (packages: Package[]): boolean =>
  packages.some(({ benefits }) => (benefits?.sms ?? 0) > 0);

const gigabytes = ({ benefits }: ProductView): bigint => parseScaled(benefits?.dataGb ?? "0", SCALE) ?? 0n;

const WITHIN: Record<PackageFilter["days"], (days: number) => boolean> = {
  "": () => true,
  day: (days) => days > 0 && days <= 3,
  week: (days) => days > 3 && days < 28,
  month: (days) => days >= 28,
};

function fits(product: Package, { data, calls, sms, days }: PackageFilter): boolean {
  return (
    gigabytes(product) >= BigInt(data) * ONE &&
    (!calls || (product.benefits?.minutes ?? 0) > 0) &&
    (!sms || (product.benefits?.sms ?? 0) > 0) &&
    WITHIN[days](product.benefits?.validityDays ?? 0)
  );
}

/** Price of one gigabyte, rounded up; undefined without data. */
export function pricePerGb(product: Package): Money | undefined {
  const data = gigabytes(product);
  if (data <= 0n) return undefined;
  const { minor, currency } = product.choice.price;
  return money(Number((BigInt(minor) * ONE + data - 1n) / data), currency);
}

/** Price of one day, rounded up; undefined where it is not said how long it is good for. */
export function pricePerDay(product: Package): Money | undefined {
  const days = product.benefits?.validityDays ?? 0;
  const { minor, currency } = product.choice.price;
  return days > 0 ? money(Math.ceil(minor / days), currency) : undefined;
}

const DEAREST = Number.MAX_SAFE_INTEGER;
const RANKS: Record<PackageSort, (product: Package) => number> = {
  popular: ({ popular }) => (popular ? 0 : 1),
  price: ({ choice }) => choice.price.minor,
  gb: (product) => pricePerGb(product)?.minor ?? DEAREST,
  day: (product) => pricePerDay(product)?.minor ?? DEAREST,
};

/** Packages that fit, in the order that was asked for; among equals the cheaper first. */
export function filterPackages(packages: Package[], filter: PackageFilter): Package[] {
  const rank = RANKS[filter.sort];
  return packages
    .filter((product) => fits(product, filter))
    .toSorted((a, b) => rank(a) - rank(b) || a.choice.price.minor - b.choice.price.minor);
}
