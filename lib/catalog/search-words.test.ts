import { describe, expect, it } from "vitest";
import { meantWord, searchWords, spellingsOf } from "./search-words";

describe("words of a search", () => {
  it.each([
    ["MTN Nigeria", ["mtn", "nigeria"]],
    ["São Tomé & Príncipe", ["sao", "tome", "principe"]],
    ["1,5 GB, 30 days", ["1.5gb", "30day"]],
    ["5gb", ["5gb"]],
    ["100 Minutes", ["100min"]],
    ["T-Mobile", ["t", "mobile"]],
    ["نيجيريا", ["نيجيريا"]],
    ["5 gbagada", ["5", "gbagada"]],
    ["", []],
    ["!!", []],
  ])("reads %j", (text, words) => expect(searchWords(text)).toEqual(words));
});

describe("slips", () => {
  const share = (a: string, b: string) =>
    spellingsOf(a).some((spelling) => spellingsOf(b).includes(spelling));
  const known = ["gana", "ghana", "guyana", "nigeria", "niger", "safaricom", "etisalat", "jamaica", "kenya"];
  const meant = (typed: string) =>
    meantWord(
      typed,
      known.filter((word) => share(typed, word)).map((word) => ({ word, uses: 1 })),
    );

  it.each([
    ["gahna", "ghana"],
    ["nigera", "nigeria"],
    ["safricom", "safaricom"],
    ["etisalt", "etisalat"],
    ["jamiaca", "jamaica"],
    ["kenia", "kenya"],
  ])("takes %j for %j", (typed, word) => expect(meant(typed)).toBe(word));

  it("takes short words, and words far off, for none", () => {
    expect(meant("kna")).toBeUndefined();
    expect(meant("zzzzzzz")).toBeUndefined();
  });

  it("never takes one amount for another", () => expect(spellingsOf("10gb")).toEqual(["10gb"]));

  it("prefers what stands in more places among equals", () => {
    const both = [
      { word: "glo", uses: 1 },
      { word: "globe", uses: 9 },
    ];
    expect(meantWord("glob", both)).toBe("globe");
  });
});
