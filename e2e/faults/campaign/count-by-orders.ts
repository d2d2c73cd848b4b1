import type { Hooks } from "./create-hooks";
import type { PlannedOrder } from "./plan-orders";
import type { Visit } from "./buyer/visit-shop";

export interface CountedFault {
  name: string;
  /** Numbers of the list of faults. */
  faults: number[];
  times: number;
}

/** Faults of the list that every campaign has, for its orders bring them. */
export const FAULTS_OF_ORDERS = [3, 4, 5, 6, 7, 8, 9, 10, 49];

/** Faults that orders bring with them: how they are paid, how their buyers leave, what befalls their webhooks. */
export function countByOrders(
  orders: PlannedOrder[],
  visits: Visit[],
  counts: Hooks["counts"],
): CountedFault[] {
  const reached = new Set(visits.filter(({ payUrl }) => payUrl !== undefined).map(({ n }) => n));
  const came = orders.filter(({ n }) => reached.has(n));
  const paying = (...ways: PlannedOrder["paying"][]) =>
    came.filter((order) => ways.includes(order.paying)).length;
  const leaving = (way: PlannedOrder["leaving"]) => came.filter((order) => order.leaving === way).length;
  return [
    {
      name: "pay pressed five times, or in two tabs",
      faults: [3],
      times: paying("five-presses", "two-tabs"),
    },
    { name: "landing page never loaded", faults: [4], times: leaving("landing-never-loaded") },
    { name: "webhook lost", faults: [5], times: counts.lose },
    { name: "paid before the card page's id was stored", faults: [6], times: paying("told-too-early") },
    { name: "webhook up to 50 times at once", faults: [7], times: counts.repeat },
    { name: "webhooks in reverse order", faults: [8], times: counts.reverse },
    { name: "webhook late", faults: [], times: counts.delay },
    { name: "webhook forged, or an old one played again", faults: [9], times: counts.forged },
    { name: "well-signed webhook that speaks of another order", faults: [10], times: counts.stranger },
    { name: "buyer presses cancel", faults: [49], times: visits.filter(({ cancelled }) => cancelled).length },
    { name: "buyer leaves at the card page", faults: [], times: leaving("never-pays") },
  ];
}
