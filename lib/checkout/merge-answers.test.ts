import { describe, expect, test } from "vitest";
import type { Confidence, NumberSource } from "@/lib/catalog/types";
import { leavesOpen, mergeAnswers, type NumberClaim } from "./merge-answers";

const FOLLOWS: Record<string, NumberClaim["follows"]> = {
  delivery: "delivery",
  telecom: "porting",
  t2: "porting",
};

/** `telecom=a prefix=b valuetopup=?`: who names which network; `?` is one that we do not have. */
function claimsOf(text: string): NumberClaim[] {
  return text
    .split(" ")
    .filter(Boolean)
    .map((claim) => {
      const [by = "", network = ""] = claim.split("=");
      const operatorId = network === "?" ? null : network;
      return { by: by as NumberSource, follows: FOLLOWS[by] ?? "range", operatorId, name: network };
    });
}

const all = "reloadly=a bitrefill=a valuetopup=a prefix=a";

describe("answers together", () => {
  test.each<[what: string, claims: string, deniedBy: number, operatorId: string | null, Confidence]>([
    ["everybody agrees", `telecom=a ${all}`, 0, "a", "sources-agree"],
    ["today's network and the range", "telecom=a prefix=a", 0, "a", "sources-agree"],
    ["two that know today's networks", "telecom=a t2=a", 0, "a", "sources-agree"],
    ["today's network alone", "telecom=a", 0, "a", "provider-only"],
    ["one table of ranges alone", "reloadly=a", 0, "a", "provider-only"],
    ["tables of ranges alone", all, 0, "a", "provider-and-prefix-agree"],
    ["our own table alone", "prefix=a", 0, "a", "prefix-only"],
    ["our own table, and the look-ups know nothing", "prefix=a", 4, "a", "prefix-doubted"],
    ["one knows nothing, the others agree", "telecom=a prefix=a", 1, "a", "sources-agree"],
    [
      "ported, and every table is behind",
      "telecom=b reloadly=a bitrefill=a valuetopup=a prefix=a",
      0,
      "b",
      "moved",
    ],
    [
      "ported, and only our table is behind",
      "telecom=b reloadly=b bitrefill=b valuetopup=b prefix=a",
      0,
      "b",
      "moved",
    ],
    [
      "ported, and the tables are at odds",
      "telecom=b reloadly=b bitrefill=c valuetopup=b prefix=a",
      0,
      "b",
      "moved",
    ],
    ["tables at odds, the majority", "reloadly=b valuetopup=b prefix=a", 0, "b", "disagree"],
    ["tables at odds, one against one", "reloadly=b prefix=a", 0, "a", "disagree"],
    ["two that know today's networks at odds", "telecom=b t2=a prefix=a", 0, "a", "disagree"],
    ["delivered before, nobody against it", `delivery=a telecom=a ${all}`, 0, "a", "worked-before"],
    ["delivered before, against every table", `delivery=b ${all}`, 0, "b", "worked-before"],
    [
      "delivered before, against today's network: moved since?",
      `delivery=b telecom=a ${all}`,
      0,
      "b",
      "disagree",
    ],
    ["delivered before, nobody knows it", "delivery=a", 4, "a", "worked-before"],
    ["delivered before, two know better", `delivery=b telecom=a t2=a ${all}`, 0, "a", "disagree"],
    ["today's network is none of ours", "telecom=? prefix=a reloadly=a", 0, null, "unknown"],
    ["a table names none of ours", "reloadly=? prefix=a", 0, "a", "disagree"],
    ["nobody knows", "", 4, null, "unknown"],
    ["nobody was asked", "", 0, null, "unknown"],
  ])("%s", (_what, claims, deniedBy, operatorId, confidence) => {
    expect(mergeAnswers(claimsOf(claims), deniedBy)).toMatchObject({ operatorId, confidence });
    expect(mergeAnswers(claimsOf(claims).toReversed(), deniedBy)).toMatchObject({ operatorId, confidence });
  });

  test("whoever was named stands there, the likeliest first, with who named it", () => {
    const { candidates } = mergeAnswers(claimsOf("prefix=a telecom=b reloadly=a bitrefill=c"), 0);
    expect(candidates).toEqual([
      { operatorId: "b", name: "b", said: ["telecom"] },
      { operatorId: "a", name: "a", said: ["prefix", "reloadly"] },
      { operatorId: "c", name: "c", said: ["bitrefill"] },
    ]);
  });

  test("a network that we do not have keeps the name of who knows best", () => {
    const { candidates } = mergeAnswers(
      [
        { by: "reloadly", follows: "range", operatorId: null, name: "Old Net" },
        { by: "telecom", follows: "porting", operatorId: null, name: "Smile" },
      ],
      0,
    );
    expect(candidates).toEqual([{ operatorId: null, name: "Smile", said: ["reloadly", "telecom"] }]);
  });
});

test.each([
  ["", 1, true],
  ["telecom=?", 0, true],
  ["reloadly=b prefix=a", 0, true],
  ["prefix=a", 0, false],
  ["prefix=a", 3, false],
  ["telecom=b prefix=a", 0, false],
])("%j, denied by %i: worth paying for one more is %s", (claims, deniedBy, open) => {
  expect(leavesOpen(mergeAnswers(claimsOf(claims), deniedBy))).toBe(open);
});
