import Link from "next/link";
import { ChoiceButton } from "@/components/catalog/choice-button";
import { ChoiceContent, choiceFrame } from "@/components/catalog/choice-card";

/** One amount of a gift card, already written. */
export interface WrittenAmount {
  key: string;
  /** "$25", or the card's own name. */
  title: string;
  /** "You pay $26.40" */
  price: string;
  /** Posted as it stands: product and amount. */
  pick: string;
  /** Where it is asked for more first; null: it can be pressed as it stands. */
  href: string | null;
  /** "asks for one thing" */
  asks: string | null;
}

/** Amounts side by side: buttons of the form around them, and links where their issuer wants to know more. */
export function AmountGrid({ amounts, pendingText }: { amounts: WrittenAmount[]; pendingText: string }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-2.5 sm:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))]">
      {amounts.map(({ key, title, price, pick, href, asks }) => {
        const content = (
          <ChoiceContent
            title={title}
            price={price}
            amount=""
            detail={asks ?? undefined}
            marks={[]}
            shape="tile"
          />
        );
        return (
          <li key={key}>
            {href === null ? (
              <ChoiceButton name="pick" value={pick} pendingText={pendingText}>
                {content}
              </ChoiceButton>
            ) : (
              <Link
                href={href}
                prefetch={false}
                scroll={false}
                className={`${choiceFrame} block no-underline shadow-rest hover:border-ink`}
              >
                {content}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
