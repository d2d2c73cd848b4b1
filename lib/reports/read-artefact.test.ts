import { expect, test } from "vitest";
import { viewArtefact } from "./read-artefact";

const view = (artefact: object) => viewArtefact(JSON.stringify(artefact));

test("an eSIM's code is also told in its parts", () => {
  expect(view({ kind: "esim", activationCode: "LPA:1$smdp.example$ABCD-1234", iccid: "8988" })).toEqual({
    kind: "esim",
    activationCode: "LPA:1$smdp.example$ABCD-1234",
    smdpAddress: "smdp.example",
    matchingId: "ABCD-1234",
    iccid: "8988",
    instructions: null,
  });
});

test("a gift card may be a number with a PIN, or no more than a page", () => {
  expect(view({ kind: "gift-code", code: "1111 2222", pin: "99" })).toMatchObject({
    code: "1111 2222",
    pin: "99",
    url: null,
  });
  expect(view({ kind: "gift-code", code: "", url: "https://cards.example/1" })).toMatchObject({
    code: null,
    url: "https://cards.example/1",
  });
});

test("how long a gift card is good stands beside how it is used, also where it once stood in its place", () => {
  expect(
    view({ kind: "gift-code", code: "1", instructions: "Sign in", validity: "2027-06-03" }),
  ).toMatchObject({
    instructions: "Sign in",
    validity: "2027-06-03",
  });
  expect(view({ kind: "gift-code", code: "1", instructions: "Valid until 2027-06-03" })).toMatchObject({
    instructions: null,
    validity: "2027-06-03",
  });
});

test.each([
  ["a card without code and page", { kind: "gift-code", code: "" }],
  ["an eSIM without its code", { kind: "esim", iccid: "8988" }],
  ["what nobody knows", { kind: "ticket", code: "1" }],
])("%s is nothing to show", (_what, artefact) => {
  expect(view(artefact)).toBeNull();
});
