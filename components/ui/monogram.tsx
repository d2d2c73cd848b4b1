/** Hue of a name: the same for the same name everywhere, no trademarked artwork needed. */
function hueOf(name: string): number {
  let hash = 7;
  for (const character of name.toLowerCase()) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 36_000;
  return hash % 360;
}

function lettersOf(name: string): string {
  const [first = "?", second = ""] = name.split(/[\s&+/.()-]+/).filter(Boolean);
  return (first.charAt(0) + second.charAt(0)).toUpperCase();
}

/** An operator's tile in a colour of its own; dark letters on a light tile are above 7:1 at every hue. */
export function Monogram({
  name,
  size = 40,
  mark,
}: {
  name: string;
  size?: number;
  /** What staff chose in place of what the name gives. */
  mark?: { hue: number | null; letters: string | null } | undefined;
}) {
  const letters = mark?.letters ?? lettersOf(name);
  return (
    <span
      aria-hidden="true"
      className="grid flex-none place-items-center rounded-xl font-extrabold tracking-tight"
      style={{
        width: size,
        height: size,
        fontSize: size * (letters.length > 2 ? 0.3 : letters.length > 1 ? 0.38 : 0.46),
        background: `oklch(0.86 0.11 ${mark?.hue ?? hueOf(name)})`,
        color: "oklch(0.22 0.04 265)",
      }}
    >
      {letters}
    </span>
  );
}
