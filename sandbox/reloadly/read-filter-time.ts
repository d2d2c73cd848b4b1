/** Report filters are read as wall time of UTC−4. */
const FILTER_OFFSET = 4 * 3_600_000;

/** Milliseconds since the epoch; undefined where nothing readable was given. */
export function readFilterTime(text: string | null): number | undefined {
  const at = text ? Date.parse(`${text.replace(" ", "T")}Z`) : NaN;
  return Number.isNaN(at) ? undefined : at + FILTER_OFFSET;
}
