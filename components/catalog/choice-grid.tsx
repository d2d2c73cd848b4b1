import { ChoiceButton } from "./choice-button";
import { ChoiceContent, choiceFrame } from "./choice-card";
import type { WrittenChoice } from "./write-choice";

/** Choices side by side: buttons of the form around them, or a price list while the number is not known (`pendingText` absent). */
export function ChoiceGrid({
  choices,
  wide = false,
  pendingText,
}: {
  choices: WrittenChoice[];
  /** For names longer than an amount. */
  wide?: boolean;
  pendingText?: string;
}) {
  return (
    <ul
      className={`grid gap-2.5 ${wide ? "grid-cols-[repeat(auto-fill,minmax(min(100%,14rem),1fr))]" : "grid-cols-[repeat(auto-fill,minmax(8.25rem,1fr))]"}`}
    >
      {choices.map(({ key, name, value, ...texts }) => (
        <li key={key}>
          {pendingText === undefined ? (
            <div className={choiceFrame}>
              <ChoiceContent {...texts} />
            </div>
          ) : (
            <ChoiceButton name={name} value={value} pendingText={pendingText}>
              <ChoiceContent {...texts} />
            </ChoiceButton>
          )}
        </li>
      ))}
    </ul>
  );
}
