import { ChartCaption } from "./chart-caption";
import { TONES, ToneMark, type Tone } from "./tones";

const WIDTH = 100;
const HEIGHT = 8;

export interface BarPart {
  /** At least nought, in the unit that all bars of the chart share. */
  length: number;
  tone: Tone;
}

export interface BarRow {
  key: string;
  name: string;
  /** Bars below each other; the parts of one stand in a row. */
  bars: readonly (readonly BarPart[])[];
  /** What they are as numbers; `of`, where several stand beside each other, is told to those who hear the page. */
  numbers: readonly { of?: string; text: string }[];
}

const lengthOf = (bar: readonly BarPart[]): number => bar.reduce((sum, { length }) => sum + length, 0);

function Bar({ parts, longest }: { parts: readonly BarPart[]; longest: number }) {
  const widths = parts.map(({ length }) => (length / longest) * WIDTH);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="mt-0.5 block h-2.5 w-full overflow-visible"
    >
      <path
        d={`M 0 ${HEIGHT} H ${WIDTH}`}
        className="fill-none stroke-rule"
        vectorEffect="non-scaling-stroke"
      />
      {parts.map(({ tone }, n) => {
        const width = widths[n] ?? 0;
        return width > 0 ? (
          <rect
            key={tone}
            x={widths.slice(0, n).reduce((sum, before) => sum + before, 0)}
            y="0"
            width={width}
            height={HEIGHT}
            vectorEffect="non-scaling-stroke"
            className={TONES[tone]}
          />
        ) : null;
      })}
    </svg>
  );
}

/** Bars side by side, a row for each of a few things, with the numbers beside them. */
export function RowChart({
  title,
  keys,
  rows,
  longest = Math.max(...rows.flatMap(({ bars }) => bars.map(lengthOf))) || 1,
}: {
  title: string;
  keys: readonly { name: string; tone: Tone }[];
  rows: readonly BarRow[];
  /** What the whole width stands for; the longest bar, when left out. */
  longest?: number;
}) {
  return (
    <figure className="min-w-0 rounded-md border border-rule bg-surface px-4 pt-3 pb-3">
      <ChartCaption
        title={title}
        keys={keys.map(({ name, tone }) => ({ name, mark: <ToneMark tone={tone} /> }))}
      />
      <ul className="mt-2 grid gap-2">
        {rows.map(({ key, name, bars, numbers }) => (
          <li key={key}>
            <p className="flex items-baseline justify-between gap-3 text-sm">
              <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
              <span className="num shrink-0 text-end">
                {numbers.map(({ of, text }, n) => (
                  <span key={of ?? text}>
                    {n > 0 && " / "}
                    {of && <span className="sr-only">{of} </span>}
                    {text}
                  </span>
                ))}
              </span>
            </p>
            {bars.map((parts, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- bars of a row are what they are by their place
              <Bar key={n} parts={parts} longest={longest} />
            ))}
          </li>
        ))}
      </ul>
    </figure>
  );
}
