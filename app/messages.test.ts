import { createTranslator } from "use-intl/core";
import { expect, it } from "vitest";
import messages from "@/i18n/messages-en";

/** Every text with its place: `admin.desk.title`. */
function textsOf(node: unknown, place: string[] = []): string[] {
  if (typeof node !== "object" || node === null) return [place.join(".")];
  return Object.entries(node).flatMap(([key, inner]) => textsOf(inner, [...place, key]));
}

it("can be written, every one of them", () => {
  const broken: string[] = [];
  const t = createTranslator({
    locale: "en",
    messages: messages as Record<string, unknown>,
    onError: ({ code, message }) => code === "INVALID_MESSAGE" && broken.push(message),
    getMessageFallback: ({ key }) => key,
  });
  for (const place of textsOf(messages)) t(place as Parameters<typeof t>[0]);
  expect(broken).toEqual([]);
});
