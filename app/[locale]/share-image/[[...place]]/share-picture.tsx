const INK = "#1a2033";
const QUIET = "#5b6275";
const MARIGOLD = "#f5a31c";
const LEAF = "#0b6b3a";

/** Four lines at most. */
const sizeOf = ({ length }: string): number => (length > 88 ? 54 : length > 44 ? 68 : 84);

/** What a shared address shows: the page's words above the line that every order has. For `next/og`, which knows flexbox and inline styles alone. */
export function SharePicture({
  name,
  title,
  flag,
  stops,
  promise,
}: {
  name: string;
  title: string;
  /** An SVG as a data address; null for pages of no country. */
  flag: string | null;
  stops: string[];
  promise: string;
}) {
  // Beside each other, whatever the language makes of them.
  const stopSize = stops.some(({ length }) => length > 13) ? 25 : 30;
  const column = { display: "flex", flexDirection: "column" } as const;
  return (
    <div
      style={{
        ...column,
        width: "100%",
        height: "100%",
        padding: "64px 72px",
        background: "#fcfaf6",
        color: INK,
        justifyContent: "space-between",
        fontFamily: "Figtree, Onest",
      }}
    >
      <div style={{ display: "flex", alignItems: "center", justifyContent: "space-between" }}>
        <div style={{ display: "flex", alignItems: "center", gap: 18, fontSize: 40, fontWeight: 700 }}>
          <svg width="56" height="56" viewBox="0 0 30 30" fill="none">
            <path
              d="M4 14 15 5l11 9"
              stroke={INK}
              strokeWidth="3"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
            <path d="M5 23h20" stroke={MARIGOLD} strokeWidth="3" strokeLinecap="round" />
            <circle cx="5" cy="23" r="3.2" fill={MARIGOLD} />
            <circle cx="25" cy="23" r="3.2" fill={INK} />
          </svg>
          {name}
        </div>
        {flag && (
          // eslint-disable-next-line @next/next/no-img-element -- drawn into a picture, not into a page
          <img src={flag} width={132} height={88} alt="" style={{ borderRadius: 12 }} />
        )}
      </div>
      <div
        style={{
          display: "flex",
          fontSize: sizeOf(title),
          lineHeight: 1.06,
          fontWeight: 700,
          letterSpacing: -2,
        }}
      >
        {title}
      </div>
      <div style={{ ...column, gap: 26 }}>
        <div style={{ display: "flex" }}>
          {stops.map((stop, index) => (
            <div key={stop} style={{ ...column, flexGrow: 1, flexBasis: 0, gap: 12 }}>
              <div style={{ display: "flex", alignItems: "center" }}>
                <div style={{ width: 28, height: 28, borderRadius: 14, background: LEAF }} />
                {index < stops.length - 1 && <div style={{ height: 6, flexGrow: 1, background: LEAF }} />}
              </div>
              <div style={{ display: "flex", fontSize: stopSize, fontWeight: 700 }}>{stop}</div>
            </div>
          ))}
        </div>
        <div style={{ display: "flex", fontSize: 30, color: QUIET }}>{promise}</div>
      </div>
    </div>
  );
}
