import { describe, expect, test } from "vitest";
import { money } from "@/lib/core/money";
import type { Benefits } from "@/lib/providers/spec";
import {
  filterPackages,
  isFiltered,
  pricePerDay,
  pricePerGb,
  readFilter,
  someSendSms,
  type Package,
} from "./filter-packages";

const bundle = (id: string, minor: number, benefits: Benefits | null, popular = false): Package => ({
  id,
  kind: "bundle",
  description: id,
  lang: "en",
  popular,
  words: "",
  dialled: true,
  benefits,
  fields: [],
  choice: { type: "fixed", face: money(minor, "USD"), price: money(minor, "USD") },
});

const shelf = [
  bundle("day", 100, { dataGb: "0.5", validityDays: 1 }),
  bundle("week", 500, { dataGb: "5", minutes: 30, validityDays: 7 }, true),
  bundle("month", 1_000, { dataGb: "10", minutes: 200, sms: 100, validityDays: 30 }),
  bundle("unlimited", 900, null),
];
const ids = (asked: Record<string, string>) => filterPackages(shelf, readFilter(asked)).map(({ id }) => id);

test("an address filters and sorts, and what makes no sense in it is left out", () => {
  expect(ids({})).toEqual(["week", "day", "unlimited", "month"]);
  expect(ids({ data: "5" })).toEqual(["week", "month"]);
  expect(ids({ data: "7", days: "year", sort: "colour", calls: "yes" })).toEqual(ids({}));
  expect(ids({ calls: "1", sort: "price" })).toEqual(["week", "month"]);
  expect(ids({ days: "month" })).toEqual(["month"]);
  expect(ids({ sms: "1" })).toEqual(["month"]);
  expect(ids({ sort: "gb" })).toEqual(["week", "month", "day", "unlimited"]);
  expect(ids({ sort: "day" })).toEqual(["month", "week", "day", "unlimited"]);
  const filtered = [{ sort: "gb" }, { calls: "1" }, { sms: "1" }].map((asked) =>
    isFiltered(readFilter(asked)),
  );
  expect(filtered).toEqual([false, true, true]);
});

test("messages are asked for only where a package brings some", () => {
  expect([someSendSms(shelf), someSendSms(shelf.filter(({ id }) => id !== "month"))]).toEqual([true, false]);
});

describe("what one of it costs", () => {
  test("is rounded up, so that nothing looks cheaper than it is", () => {
    const [day, week] = shelf;
    expect(day && pricePerGb(day)).toEqual(money(200, "USD"));
    expect(week && pricePerDay(week)).toEqual(money(72, "USD"));
  });

  test("is not said where it is not known", () => {
    const unlimited = shelf[3];
    expect(unlimited && [pricePerGb(unlimited), pricePerDay(unlimited)]).toEqual([undefined, undefined]);
  });
});
