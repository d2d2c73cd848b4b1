import { ChartFrame } from "./chart-frame";
import { TONES, ToneMark, type Tone } from "./tones";

const HEIGHT = 100;
const STEP = 10;
const GAP = 2;

export interface Bars {
  name: string;
  /** One a bucket, at least nought. */
  values: readonly number[];
  tone: Tone;
}

/** Bars upon each other, a bucket a column. */
export function BarChart({
  title,
  stacks,
  labels,
  write,
}: {
  title: string;
  stacks: readonly Bars[];
  /** What each column is called. */
  labels: readonly string[];
  write(value: number): string;
}) {
  const heights = labels.map((_, n) => stacks.reduce((sum, { values }) => sum + (values[n] ?? 0), 0));
  const top = Math.max(1, ...heights);
  const scale = HEIGHT / top;
  const keys = stacks.map(({ name, tone }) => ({
    name,
    mark: <ToneMark tone={tone} />,
  }));
  return (
    <ChartFrame title={title} keys={keys} top={write(top)} ends={[labels[0] ?? "", labels.at(-1) ?? ""]}>
      <svg
        aria-hidden
        viewBox={`0 0 ${labels.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-32 w-full"
      >
        {labels.map((label, n) => {
          let floor = HEIGHT;
          return (
            <g key={label}>
              <title>{`${label}: ${stacks.map(({ name, values }) => `${name} ${write(values[n] ?? 0)}`).join(", ")}`}</title>
              <rect x={n * STEP} y="0" width={STEP} height={HEIGHT} className="fill-transparent" />
              {stacks.map(({ name, values, tone }) => {
                const height = (values[n] ?? 0) * scale;
                floor -= height;
                return height > 0 ? (
                  <rect
                    key={name}
                    x={n * STEP + GAP / 2}
                    y={floor}
                    width={STEP - GAP}
                    height={height}
                    vectorEffect="non-scaling-stroke"
                    className={TONES[tone]}
                  />
                ) : null;
              })}
            </g>
          );
        })}
      </svg>
    </ChartFrame>
  );
}
