import { SOURCE_PATCHES, type SourcePatch } from "./source-patches.ts";

/** How often a piece of text stands in another. */
const countOf = (text: string, piece: string): number => text.split(piece).length - 1;

/** The source with its wrong variants built in, all of them switched off. @throws when a piece does not stand there exactly once */
export function patchSource(source: string, patches: readonly SourcePatch[]): string {
  return patches.reduce((text, { name, file, find, put }) => {
    if (countOf(text, find) !== 1)
      throw new Error(
        `The wrong variant “${name}” does not fit ${file} any more: its piece stands there ${countOf(text, find)} times`,
      );
    const on = `(globalThis.homelineWrongVariant === ${JSON.stringify(name)})`;
    return text.replace(find, () => put.replaceAll("WRONG", on));
  }, source);
}

/** As much of a plugin of the bundler as is needed here. */
interface SourcePlugin {
  name: string;
  enforce: "pre";
  transform(code: string, id: string): { code: string; map: null } | undefined;
}

/** Builds the wrong variants into the shop's source as it is loaded. */
export function wrongVariants(root: string): SourcePlugin {
  return {
    name: "wrong-variants",
    enforce: "pre",
    transform(code, id) {
      const file = id.split("?")[0]?.slice(root.length + 1) ?? "";
      const own = SOURCE_PATCHES.filter((patch) => patch.file === file);
      return own.length > 0 ? { code: patchSource(code, own), map: null } : undefined;
    },
  };
}
