import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";

/** Texts of one choice, already written: what arrives, what it costs in all, what stands out. */
export interface ChoiceTexts {
  title: string;
  price: string;
  /** Face value of a bundle, under its name. */
  detail?: string | undefined;
  marks: { text: string; tone: "info" | "plain" }[];
}

/** Frame of every choice: the same whether it can be pressed or only be read. */
export const choiceFrame =
  "flex h-full min-h-24 w-full flex-col items-start gap-0.5 rounded-md border border-rule bg-surface px-4 py-3 text-start text-ink";

export function ChoiceContent({ title, price, detail, marks }: ChoiceTexts): ReactNode {
  return (
    <>
      <span className="num text-[1.125rem] leading-snug font-bold">{title}</span>
      {detail && <span className="num text-xs text-ink-3">{detail}</span>}
      <span className="num mt-auto pt-1 text-sm text-ink-2">{price}</span>
      {marks.length > 0 && (
        <span className="mt-1 flex flex-wrap gap-1.5">
          {marks.map(({ text, tone }) => (
            <Chip key={text} tone={tone}>
              {text}
            </Chip>
          ))}
        </span>
      )}
    </>
  );
}
