import { expect, it } from "vitest";
import { findDestinations } from "./find-destinations";

const place = (country: string, name: string, callingCode: string, operators: string[]) => ({
  country,
  name,
  callingCode,
  slug: name.toLowerCase().replace(/ /g, "-"),
  operators: operators.map((operator) => ({ name: operator, slug: operator.toLowerCase() })),
});

const all = [
  place("CI", "Côte d’Ivoire", "225", ["MTN", "Orange"]),
  place("ML", "Mali", "223", ["Orange"]),
  place("NG", "Nigeria", "234", ["MTN", "Glo"]),
  place("SO", "Somalia", "252", ["Hormuud"]),
];

it.each([
  ["", ["CI", "ML", "NG", "SO"]],
  ["nig", ["NG"]],
  ["cote", ["CI"]],
  ["+234", ["NG"]],
  ["00223", ["ML"]],
  ["so", ["SO"]],
  // A name that begins so comes before one that only holds it.
  ["mali", ["ML", "SO"]],
  ["orange", ["CI", "ML"]],
  ["atlantis", []],
])("%j finds %j", (query, countries) => {
  expect(findDestinations(all, query).map(({ country }) => country)).toEqual(countries);
});
