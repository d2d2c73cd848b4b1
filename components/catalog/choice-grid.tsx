import Link from "next/link";
import { ChoiceButton } from "./choice-button";
import { ChoiceContent, choiceFrame, type ChoiceShape } from "./choice-card";
import type { WrittenChoice } from "./write-choice";

/** Choices side by side: buttons of the form around them, or a price list while the number is not known (`pendingText` absent). */
export function ChoiceGrid({
  choices,
  shape,
  pendingText,
}: {
  choices: WrittenChoice[];
  shape: ChoiceShape;
  pendingText?: string;
}) {
  return (
    <ul
      className={`grid gap-2.5 ${shape === "row" ? "lg:grid-cols-2" : "grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] sm:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))]"}`}
    >
      {choices.map(({ key, name, value, href, ...texts }) => (
        <li key={key}>
          {href !== undefined ? (
            <Link
              href={href}
              prefetch={false}
              className={`${choiceFrame} block no-underline shadow-rest hover:border-ink`}
            >
              <ChoiceContent {...texts} shape={shape} />
            </Link>
          ) : pendingText === undefined ? (
            <div className={choiceFrame}>
              <ChoiceContent {...texts} shape={shape} />
            </div>
          ) : (
            <ChoiceButton name={name} value={value} pendingText={pendingText}>
              <ChoiceContent {...texts} shape={shape} />
            </ChoiceButton>
          )}
        </li>
      ))}
    </ul>
  );
}
