import { expect, it } from "vitest";
import { htmlOf, wordsOf } from "../testing";
import type { Figures } from "@/lib/reports/types";
import { SliceCharts, type NamedSlice } from "./slice-charts";

const usd = (micros: number) => ({ micros, currency: "USD" });
const figures = (over: Partial<Figures>): Figures => ({
  orders: 10,
  delivered: 8,
  failed: 1,
  cancelled: 0,
  unpaid: 1,
  open: 0,
  share: 8 / 9,
  medianMs: 30_000,
  p95Ms: 120_000,
  revenue: usd(90_000_000),
  profit: usd(9_000_000),
  unpriced: 0,
  ...over,
});
const slices: NamedSlice[] = [
  { key: "NG", name: "Nigeria", figures: figures({}) },
  {
    key: "GH",
    name: "Ghana",
    figures: figures({
      orders: 5,
      delivered: 4,
      unpaid: 0,
      revenue: usd(45_000_000),
      profit: usd(-4_500_000),
    }),
  },
];

/** Every chart by its name. */
async function chartsOf(given: NamedSlice[], withProfit: boolean): Promise<Record<string, string>> {
  const html = await htmlOf(<SliceCharts slices={given} withProfit={withProfit} />);
  return Object.fromEntries(
    html
      .split("<figure")
      .slice(1)
      .map((figure) => [/<span class="font-bold">([^<]+)/.exec(figure)?.[1] ?? "", figure]),
  );
}
/** Widths of all parts of bars, in hundredths of the chart, with their look. */
const partsOf = (figure = "") =>
  [...figure.matchAll(/<rect x="[\d.]+" y="0" width="([\d.]+)" [^>]*class="fill-(\w+)/g)].map(
    ([, width, tone]) => `${tone} ${Math.round(Number(width))}`,
  );
const said = (figure = "") => wordsOf(figure);

it("bars stand to each other as their numbers do, and the numbers stand beside them", async () => {
  const charts = await chartsOf(slices, true);
  expect(Object.keys(charts)).toEqual(["Orders", "Success", "Time to delivery", "Revenue and profit"]);
  expect(partsOf(charts["Orders"])).toEqual(["ink 80", "marigold 10", "surface 10", "ink 40", "marigold 10"]);
  expect(partsOf(charts["Success"])).toEqual(["ink 89", "ink 89"]);
  expect(partsOf(charts["Time to delivery"])).toEqual(["ink 25", "marigold 75", "ink 25", "marigold 75"]);
  expect(said(charts["Time to delivery"])).toContain("Nigeria Median 30 s / 95 of 100 within 2.0 min");
  expect(said(charts["Success"])).toContain("Ghana 88.9%");
});

it("a loss has a look of its own and keeps its sign; without leave there is no profit", async () => {
  const charts = await chartsOf(slices, true);
  const money = charts["Revenue and profit"];
  expect(partsOf(money)).toEqual(["surface 100", "ink 10", "surface 50", "marigold 5"]);
  expect(said(money)).toMatch(/Ghana Revenue \$45\.00 \/ Profit -\$4\.50/);
  expect(said(money)).toContain("Loss");
  const without = await chartsOf(slices, false);
  expect(said(without["Revenue"])).not.toContain("Profit");
  expect(partsOf(without["Revenue"])).toEqual(["surface 100", "surface 50"]);
});

it("where no time is known none is drawn, and of many the largest are", async () => {
  const untimed = figures({ medianMs: null, p95Ms: null, share: null });
  const many = Array.from({ length: 12 }, (_, n) => ({ key: `${n}`, name: `Kind ${n}`, figures: untimed }));
  const charts = await chartsOf(many, true);
  expect(Object.keys(charts)).toEqual(["Orders", "Success", "Revenue and profit"]);
  expect(said(charts["Success"])).toContain("Kind 7 –");
  expect(said(charts["Success"])).not.toContain("Kind 8");
});
