import { expect, test } from "vitest";
import { mergeAnswers } from "./merge-answers";

test.each([
  ["a", "a", "a", "provider-and-prefix-agree"],
  ["a", "b", "b", "disagree"],
  [null, "b", "b", "provider-only"],
  ["a", null, "a", "prefix-only"],
  ["a", undefined, "a", "prefix-only"],
  [null, null, null, "unknown"],
  [null, undefined, null, "unknown"],
])("range %s and provider %s: %s, %s", (prefix, provider, operatorId, confidence) => {
  expect(mergeAnswers({ prefix, provider })).toEqual({ operatorId, confidence });
});
