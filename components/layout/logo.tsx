/** The roof, and the line below it: from here to home. */
export function Logo({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 30 30" fill="none" aria-hidden="true">
      <path
        d="M4 14 15 5l11 9"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M5 23h20" stroke="oklch(0.78 0.165 72)" strokeWidth="3" strokeLinecap="round" />
      <circle cx="5" cy="23" r="3.2" fill="oklch(0.78 0.165 72)" />
      <circle cx="25" cy="23" r="3.2" fill="currentColor" />
    </svg>
  );
}
