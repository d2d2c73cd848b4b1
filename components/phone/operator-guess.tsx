import { Monogram } from "@/components/ui/monogram";

export interface GuessTexts {
  hint: string;
  /** With `{operator}`: "Looks like {operator}" */
  looksLike: string;
  movable: string;
}

/** One place for what is known of the number, as high before as after, so that nothing below it moves. */
export function OperatorGuess({
  id,
  operator,
  country,
  texts,
}: {
  id: string;
  operator: string;
  country: string | undefined;
  texts: GuessTexts;
}) {
  return (
    <p
      id={id}
      aria-live="polite"
      className="flex min-h-20 items-center gap-3 rounded-md bg-sunk px-3.5 py-2.5"
    >
      {operator ? (
        <>
          <Monogram name={operator} />
          <span className="grid">
            <span className="text-sm leading-snug">
              <strong className="text-base">{texts.looksLike.replace("{operator}", operator)}</strong>{" "}
              <span className="text-ink-2">{country}</span>
            </span>
            <span className="text-xs text-ink-2">{texts.movable}</span>
          </span>
        </>
      ) : (
        <span className="text-xs text-ink-2">{texts.hint}</span>
      )}
    </p>
  );
}
