import { chanceBy, hashText } from "../world/hash-text";
import type { ReloadlyOperator } from "./reloadly-operator";

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const OFFERS = [
  "Double data",
  "Bonus 50%",
  "Triple credit",
  "Free social media for 3 days",
  "Extra 100 minutes",
];

export interface Promotion {
  id: number;
  operatorId: number;
  country: string;
  json: Record<string, unknown>;
}

/** Promotions that run in the week of `now`: about every twelfth airtime operator has one. */
export function derivePromotions(operators: ReloadlyOperator[], now: number): Promotion[] {
  const week = Math.floor(now / WEEK);
  return operators
    .filter((operator) => operator.kind === "airtime" && chanceBy(`promotion ${operator.id} ${week}`, 8))
    .map((operator) => describePromotion(operator, week));
}

function describePromotion(operator: ReloadlyOperator, week: number): Promotion {
  const pick = hashText(`offer ${operator.id} ${week}`);
  const start = week * WEEK + (pick % 3) * DAY;
  const end = start + 5 * DAY - 60_000;
  const offer = OFFERS[pick % OFFERS.length] ?? "Bonus";
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const id = operator.id * 10 + (week % 10);
  return {
    id,
    operatorId: operator.id,
    country: operator.country,
    json: {
      id,
      promotionId: id,
      operatorId: operator.id,
      title: `${operator.name} ${day(start)} – ${day(end)}`,
      title2: offer,
      description: `<p><strong>${offer}</strong> on every top-up with ${operator.name.replaceAll("&", "&amp;")}.</p><ul><li>Valid 7 days</li></ul>`,
      startDate: `${day(start)}T00:00:00Z`,
      endDate: new Date(end).toISOString().replace(".000Z", "Z"),
      denominations: "USD 5 and up",
      localDenominations: null,
    },
  };
}
