/** Flag of a country (ISO 3166 alpha-2): an ornament beside its name, so without a text of its own. */
export function Flag({ country, width = 33 }: { country: string; width?: number }) {
  const height = Math.round((width * 2) / 3);
  return (
    // eslint-disable-next-line @next/next/no-img-element -- next/image would only wrap a 500-byte SVG in a script
    <img
      src={`/flags/${country.toLowerCase()}.svg`}
      width={width}
      height={height}
      alt=""
      loading="lazy"
      decoding="async"
      className="flex-none rounded-[4px] bg-sunk object-cover shadow-[0_0_0_1px_oklch(0_0_0/0.1)]"
      style={{ width, height }}
    />
  );
}
