import { ChartFrame } from "./chart-frame";

const HEIGHT = 100;
const STEP = 10;

export interface Line {
  name: string;
  /** One a bucket; null where there is nothing to show. */
  values: readonly (number | null)[];
  dashed?: boolean;
}

interface Scale {
  low: number;
  high: number;
}

const yOf = (value: number, { low, high }: Scale): number => HEIGHT - ((value - low) / (high - low)) * HEIGHT;

/** Stretches without a gap as `M x y L x y`; a lone value is a short dash, or nobody would see it. */
function pathOf(values: readonly (number | null)[], scale: Scale): string {
  return values
    .map((value, n) => {
      if (value === null) return "";
      const [x, y] = [n * STEP + STEP / 2, yOf(value, scale)];
      if ((values[n - 1] ?? null) !== null) return `L ${x} ${y}`;
      return (values[n + 1] ?? null) === null ? `M ${x - 2} ${y} L ${x + 2} ${y}` : `M ${x} ${y}`;
    })
    .join(" ");
}

/** Lines over time; of a `band` the room between its two lines is marigold. */
export function LineChart({
  title,
  lines,
  labels,
  write,
  range,
  band = false,
}: {
  title: string;
  lines: readonly Line[];
  labels: readonly string[];
  write(value: number): string;
  /** Lower and upper edge; from nought to the largest value when left out, or lower where something is below nought. */
  range?: readonly [number, number];
  band?: boolean;
}) {
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const low = range?.[0] ?? Math.min(0, ...known);
  const scale: Scale = { low, high: Math.max(range?.[1] ?? Math.max(...known, low), low + Number.EPSILON) };
  const flat = known.length === 0;
  const keys = lines.map(({ name, dashed }) => ({
    name,
    mark: (
      <path
        d="M 0 5 H 16"
        className="fill-none stroke-ink"
        strokeWidth="2"
        strokeDasharray={dashed ? "4 3" : undefined}
      />
    ),
  }));
  const [first, second] = lines;
  return (
    <ChartFrame
      title={title}
      keys={keys}
      top={flat ? "–" : write(scale.high)}
      ends={[labels[0] ?? "", labels.at(-1) ?? ""]}
    >
      <svg
        aria-hidden
        viewBox={`0 0 ${labels.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-32 w-full overflow-visible"
      >
        {band &&
          first &&
          second &&
          labels.map((label, n) => {
            const [a, b] = [first.values[n] ?? null, second.values[n] ?? null];
            if (a === null || b === null) return null;
            const [y1, y2] = [yOf(Math.max(a, b), scale), yOf(Math.min(a, b), scale)];
            return (
              <rect key={label} x={n * STEP} y={y1} width={STEP} height={y2 - y1} className="fill-marigold" />
            );
          })}
        {low < 0 && (
          <path
            d={`M 0 ${yOf(0, scale)} H ${labels.length * STEP}`}
            className="stroke-rule-strong"
            vectorEffect="non-scaling-stroke"
          />
        )}
        {!flat &&
          lines.map(({ name, values, dashed }) => (
            <path
              key={name}
              d={pathOf(values, scale)}
              className="fill-none stroke-ink"
              strokeWidth="2"
              strokeDasharray={dashed ? "4 3" : undefined}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        {labels.map((label, n) => (
          <rect
            key={label}
            x={n * STEP}
            y="0"
            width={STEP}
            height={HEIGHT}
            className="fill-transparent stroke-none"
          >
            <title>{`${label}: ${lines.map(({ name, values }) => `${name} ${values[n] === null || values[n] === undefined ? "–" : write(values[n])}`).join(", ")}`}</title>
          </rect>
        ))}
      </svg>
    </ChartFrame>
  );
}
