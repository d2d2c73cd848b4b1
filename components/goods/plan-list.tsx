import { ChoiceButton } from "@/components/catalog/choice-button";
import { Chip } from "@/components/ui/chip";

/** One eSIM plan as it is read and pressed: everything already written. */
export interface WrittenPlan {
  productId: string;
  /** "3 GB" */
  data: string;
  /** "30 days" */
  days: string;
  /** "$2.10 per GB" */
  perGb: string;
  /** "$6.30" */
  price: string;
  /** For who cannot see the row: "3 GB for 30 days, you pay $6.30". */
  spoken: string;
  /** "Lowest price per GB" */
  mark: string | null;
}

/** Plans below each other, so that they compare at a glance; each is a button of the form around it. */
export function PlanList({ plans, pendingText }: { plans: WrittenPlan[]; pendingText: string }) {
  return (
    <ul className="grid gap-2.5">
      {plans.map(({ productId, data, days, perGb, price, spoken, mark }) => (
        <li key={productId}>
          <ChoiceButton name="product" value={productId} pendingText={pendingText}>
            <span className="sr-only">{spoken}</span>
            <span
              aria-hidden="true"
              className="grid min-h-10 grid-cols-[1fr_1fr_6rem] items-center gap-x-3 sm:grid-cols-[1fr_1fr_minmax(0,1.6fr)_6rem]"
            >
              <span className="num text-[1.1875rem] leading-snug font-bold">{data}</span>
              <span className="num text-sm text-ink-2">{days}</span>
              <span className="num order-last col-span-2 text-xs text-ink-3 sm:order-none sm:col-span-1 sm:text-sm sm:text-ink-2">
                {perGb} {mark && <Chip tone="info">{mark}</Chip>}
              </span>
              <span className="num text-end font-bold">{price}</span>
            </span>
          </ChoiceButton>
        </li>
      ))}
    </ul>
  );
}
