import { Chip } from "@/components/ui/chip";
import { ProviderText } from "@/components/ui/provider-text";

/** Texts of one choice, already written: what arrives, what it costs in all, what stands out. */
export interface ChoiceTexts {
  title: string;
  /** Language of the title, where it is a provider's words. */
  lang?: string | undefined;
  /** "You pay $11.42" */
  price: string;
  /** "$11.42" */
  amount: string;
  /** What a package brings, where its name does not say it. */
  brings?: string | undefined;
  /** Face value of a bundle, under its name. */
  detail?: string | undefined;
  marks: { text: string; tone: "info" | "plain" }[];
}

/** Frame of every choice: the same whether it can be pressed or only be read. */
export const choiceFrame =
  "h-full w-full rounded-md border border-rule bg-surface px-3.5 py-3 text-start text-ink";

/** An amount stands over its price; a name, which is longer, has its price beside it. */
const LAYOUT = {
  tile: {
    box: "flex min-h-16 h-full flex-col gap-0.5",
    title: "text-[1.1875rem]",
    price: "mt-auto text-ink-2",
  },
  row: { box: "flex h-full min-h-10 items-center gap-3", title: "", price: "ms-auto flex-none font-bold" },
};

export type ChoiceShape = keyof typeof LAYOUT;

export function ChoiceContent({
  title,
  lang,
  price,
  amount,
  brings,
  detail,
  marks,
  shape,
}: ChoiceTexts & { shape: ChoiceShape }) {
  const layout = LAYOUT[shape];
  return (
    <span className={layout.box}>
      <span className="grid min-w-0 gap-0.5">
        <span className={`num leading-snug font-bold ${layout.title}`}>
          <bdi>{lang ? <ProviderText text={title} lang={lang} /> : title}</bdi>
        </span>
        {brings && <span className="num text-xs text-ink-2">{brings}</span>}
        {detail && <span className="num text-xs text-ink-3">{detail}</span>}
        {marks.length > 0 && (
          <span className="flex flex-wrap gap-1.5">
            {marks.map(({ text, tone }) => (
              <Chip key={text} tone={tone}>
                {text}
              </Chip>
            ))}
          </span>
        )}
      </span>
      <span className={`num text-sm ${layout.price}`}>
        {shape === "tile" ? price : <span aria-hidden="true">{amount}</span>}
        {shape === "row" && <span className="sr-only">{price}</span>}
      </span>
    </span>
  );
}
