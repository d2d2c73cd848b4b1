import { afterEach, expect, it, vi } from "vitest";
import { guessOperator, readTyped } from "./guess-operator";

afterEach(() => vi.unstubAllGlobals());

it.each([
  ["+234 803 123 4567", "", "NG", "8031234567"],
  ["00234 803 123 4567", "", "NG", "8031234567"],
  ["0803 123 4567", "NG", "NG", "8031234567"],
  ["803 123 4567", "NG", "NG", "8031234567"],
  // The number's own calling code counts more than the choice.
  ["+63 917 123 4567", "NG", "PH", "9171234567"],
  ["+1 876 555 0123", "", "JM", "8765550123"],
])("reads %j with the choice %j as a number of %s", (input, chosen, country, national) => {
  expect(readTyped(input, chosen)).toMatchObject({ country, national });
});

it.each([
  ["", ""],
  ["0803 123", ""],
  ["+2", "NG"],
])("knows no country of %j with the choice %j", (input, chosen) => {
  expect(readTyped(input, chosen).country).toBeUndefined();
});

it("keeps the chosen country before anything was typed", () => {
  expect(readTyped("", "NG")).toMatchObject({ country: "NG", callingCode: "234", national: "" });
});

it("fetches the ranges of a calling code once, however many keys are pressed", async () => {
  const fetched = vi.fn<() => Promise<Response>>(async () =>
    Response.json({ n: ["MTN"], p: { "3": (803).toString(36) + ".0" } }),
  );
  vi.stubGlobal("fetch", fetched);
  const names: (string | undefined)[] = [];
  for (const typed of ["+234", "+2348", "+234803", "+2348031", "+23480312"]) {
    names.push(await guessOperator(readTyped(typed, "")));
  }
  expect(names).toEqual([undefined, undefined, undefined, "MTN", "MTN"]);
  expect(fetched).toHaveBeenCalledExactlyOnceWith("/carriers/234.json");
});

it("asks for nothing while the calling code is not complete", async () => {
  const fetched = vi.fn<typeof fetch>();
  vi.stubGlobal("fetch", fetched);
  await expect(guessOperator(readTyped("+2", ""))).resolves.toBeUndefined();
  await expect(guessOperator(readTyped("0803", ""))).resolves.toBeUndefined();
  expect(fetched).not.toHaveBeenCalled();
});

it("says nothing when the ranges cannot be fetched, and tries again later", async () => {
  const answers = [Promise.reject(new Error("offline")), Promise.resolve(new Response("", { status: 404 }))];
  const fetched = vi.fn<() => Promise<Response>>(
    () => answers.shift() ?? Promise.reject(new Error("asked too often")),
  );
  vi.stubGlobal("fetch", fetched);
  const typed = readTyped("+49 151 1234567", "");
  await expect(guessOperator(typed)).resolves.toBeUndefined();
  await expect(guessOperator(typed)).resolves.toBeUndefined();
  expect(fetched).toHaveBeenCalledTimes(2);
});
