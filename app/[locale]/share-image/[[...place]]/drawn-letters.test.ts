import { describe, expect, test } from "vitest";
import { canDraw, drawable, drawnLocale } from "./drawn-letters";

describe("a picture", () => {
  test("speaks the page's language where its letters can be drawn, else English", () => {
    expect((["fr", "ru", "ar", "hi", "fil"] as const).map(drawnLocale)).toEqual([
      "fr",
      "ru",
      "en",
      "en",
      "fil",
    ]);
  });

  test("is not made of letters that it lacks", () => {
    const texts = ["₦1,500 pour MTN Nigéria", "Пополнить Life", "شحن", "10 GB ⭐", "5\u202f000 F\u00a0CFA"];
    expect(texts.map(canDraw)).toEqual([true, true, false, false, true]);
    expect(drawable("10 GB ⭐ for\u00a0MTN")).toBe("10 GB for MTN");
  });

  test("ends what is too long for it", () => {
    const drawn = drawable("data ".repeat(60));
    expect(drawn).toHaveLength(120);
    expect(drawn.endsWith("…")).toBe(true);
  });
});
