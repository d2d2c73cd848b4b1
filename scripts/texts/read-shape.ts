/** What a message asks for and how it branches, so that a translation can be held against it. */
export interface MessageShape {
  args: string[];
  tags: string[];
  /** The branches of each plural: `one`, `other`, `=0`. */
  plurals: string[][];
}

interface Found {
  args: Set<string>;
  tags: Set<string>;
  plurals: string[][];
}

/** Reads an ICU message of the kinds we write: arguments, plurals, selects and tags. @throws where a brace is not closed */
export function readShape(message: string): MessageShape {
  const found: Found = { args: new Set(), tags: new Set(), plurals: [] };
  readText(message, found);
  return { args: [...found.args].sort(), tags: [...found.tags].sort(), plurals: found.plurals };
}

function readText(text: string, found: Found): void {
  for (const [, tag = ""] of text.matchAll(/<(\w+)>/g)) found.tags.add(tag);
  for (const { inner } of braced(text)) readArgument(inner, found);
}

function readArgument(inner: string, found: Found): void {
  const [name = "", kind, ...rest] = inner.split(",");
  found.args.add(name.trim());
  if (kind === undefined) return;
  const branches = braced(rest.join(","));
  if (kind.trim() === "plural") found.plurals.push(branches.map(({ before }) => before.trim()));
  for (const branch of branches) readText(branch.inner, found);
}

/** The outermost braces of a text, each with what stands between it and the one before. */
function braced(text: string): { before: string; inner: string }[] {
  const parts: { before: string; inner: string }[] = [];
  let depth = 0;
  let [end, start] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "{" && depth++ === 0) start = at;
    if (text[at] !== "}" || --depth > 0) continue;
    parts.push({ before: text.slice(end, start), inner: text.slice(start + 1, at) });
    end = at + 1;
  }
  if (depth !== 0) throw new Error(`A brace is not closed: ${text}`);
  return parts;
}
