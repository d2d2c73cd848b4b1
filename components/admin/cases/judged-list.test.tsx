import { expect, it } from "vitest";
import { htmlOf, wordsOf } from "../testing";
import { viewJudged } from "@/lib/reports/cases/read-desk-facts";
import { NO_LIMITS } from "@/lib/risk";
import { JudgedList } from "./judged-list";

async function said(most: { orders: number; worth: number }): Promise<string> {
  const judged = viewJudged({
    of: "card",
    name: "",
    span: "day",
    orders: { used: 2, most: most.orders },
    worth: { used: 846, most: most.worth },
  });
  const html = await htmlOf(<JudgedList judged={[judged]} />);
  return wordsOf(html);
}

it("what was used of a limit stands beside it; where there was none, that is said instead of a number without end", async () => {
  expect(await said({ orders: 40, worth: 100_000 })).toContain("2 of 40 orders in a day · $8.46 / $1,000.00");
  const { orders, worth } = NO_LIMITS.card.day;
  const without = await said({ orders, worth: worth.minor });
  expect(without).toContain("2 orders in a day, without a limit · $8.46");
  expect(without).not.toContain("000,000");
});
