import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import english from "@/i18n/messages-en";
import { findLooseText } from "@/scripts/texts/find-loose-text";
import { isRead, readMessageKeys } from "@/scripts/texts/read-message-keys";

const root = join(import.meta.dirname, "..");
const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .filter((path) => /^(app|components|lib\/mail)\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .filter((path) => existsSync(join(root, path)))
  .map((path) => ({ path, source: readFileSync(join(root, path), "utf8") }));

/** What buyers see; staff read English. */
const isBuyers = (path: string) => path.endsWith(".tsx") && !/^(app|components)\/admin\//.test(path);

it("leaves no words in the buyers' components", () => {
  const loose = files
    .filter(({ path }) => isBuyers(path))
    .flatMap(({ path, source }) =>
      findLooseText(path, source).map(({ line, text }) => `${path}:${line} ${text}`),
    );
  expect(loose).toEqual([]);
});

it("finds words where they do stand", () => {
  const source = `export const a = <p title="Hello you">Hi there {"all of you"} · <style>{"p {}"}</style></p>;`;
  expect(
    findLooseText("a.tsx", source)
      .map(({ text }) => text)
      .sort(),
  ).toEqual(["Hello you", "Hi there", "all of you"]);
});

function placesOf(node: unknown, place: string[]): string[] {
  if (typeof node === "string") return [place.join(".")];
  return Object.entries(node as object).flatMap(([key, inner]) => placesOf(inner, [...place, key]));
}

/** Read where no translator is seen: from the file itself, and by a module that is handed one. */
const ELSEWHERE = [
  { namespaces: ["error"], patterns: ["*"] },
  { namespaces: ["fields"], patterns: ["*.*"] },
];

// Every module of pages and mails is parsed.
it("has no text that no code reads", { timeout: 60_000 }, () => {
  const modules = files.map(({ path, source }) => readMessageKeys(path, source));
  const { admin: _, ...buyers } = english;
  expect(placesOf(buyers, []).filter((place) => !isRead(place, [...modules, ...ELSEWHERE]))).toEqual([]);
});

it("tells a key that is read from one that is not", () => {
  const source = 'const t = useTranslations("shop"); t("form.label"); t(`line.${stop}.name`);';
  const modules = [readMessageKeys("a.ts", source)];
  expect(isRead("shop.form.label", modules)).toBe(true);
  expect(isRead("shop.line.sent.name", modules)).toBe(true);
  expect(isRead("shop.form.hint", modules)).toBe(false);
  expect(isRead("orders.form.label", modules)).toBe(false);
});
