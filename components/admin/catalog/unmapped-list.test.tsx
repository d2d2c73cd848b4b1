import { expect, it } from "vitest";
import { htmlOf } from "../testing";
import { UnmappedList, type UnmappedCase } from "./unmapped-list";

const CASE: UnmappedCase = {
  id: "1",
  provider: "telecom",
  providerOperatorId: "77",
  country: "NG",
  name: "MTN Airtel Nigeria",
  reason: "ambiguous",
  suggestions: ["MTN", "Airtel", "9mobile"],
  likeness: ["part", "word", null],
  operatorIds: ["m", "a", null],
  // As they are listed: by the alphabet.
  operators: [
    { id: "a", name: "Airtel" },
    { id: "g", name: "Glo" },
    { id: "m", name: "MTN" },
  ],
};

it("the likeliest is chosen beforehand and taken by its key, not the first of the alphabet; each tells why", async () => {
  const action = async () => ({ failure: null, done: null, typed: {} });
  const html = await htmlOf(<UnmappedList cases={[CASE]} action={action} />);
  expect(html).toContain('data-suggested="m"');
  const options = [...html.matchAll(/<option value="([^"]+)"( selected="")?/g)].map(
    ([, value, selected]) => `${value}${selected ? "!" : ""}`,
  );
  expect(options).toEqual(["m!", "a", "network:9mobile", "g", "new", "none"]);
  expect(html).toContain("MTN (one name is a part of the other), Airtel (shares a word)");
  expect(html).toContain("9mobile (suggested, new here)");
});
