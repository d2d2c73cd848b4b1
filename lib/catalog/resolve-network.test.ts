import { describe, expect, test } from "vitest";
import { knownNetworksOf } from "./known-networks";
import { NETWORK_NAMES } from "./network-names";
import { operatorSlug } from "./normalise-operator-name";
import { resolveNetwork } from "./resolve-network";

const meant = (name: string, country: string): string | undefined => {
  const guess = resolveNetwork(name, country);
  return guess.kind === "certain" ? guess.network.name : undefined;
};

describe("names that mean one network", () => {
  test.each([
    ["9mobile", "NG", ["9mobile (Etisalat) Nigeria", "Etisalat Nigeria", "9Mobile Nigeria Data"]],
    ["Glo", "NG", ["Glo Mobile", "Globacom Nigeria", "GLO Nigeria Bundles"]],
    ["Jazz", "PK", ["Mobilink Pakistan", "Jazz/Warid", "Mobilink Jazz Pakistan Bundles"]],
    ["TNT", "PH", ["Talk 'N Text", "Talk N Text Philippines", "TNT Philippines PIN"]],
    ["AT&T", "MX", ["AT&T México", "ATT Mexico", "Unefon"]],
    ["T-Mobile", "US", ["T-Mobile USA", "T-Mobile USA PIN", "T Mobile United States"]],
    ["Tri", "ID", ["3", "Three Indonesia", "Tri Indonesia Data"]],
    ["China Mobile", "CN", ["China Mobile China", "CMCC"]],
    ["Nova", "GR", ["Wind PIN Greece"]],
    ["Ooredoo", "TN", ["Ooredoo Tunisiana", "Tunisiana"]],
    ["Maroc Telecom", "MA", ["Maroc Telecom", "IAM"]],
  ])("%s in %s: %j", (network, country, names) => {
    expect(names.map((name) => meant(name, country))).toEqual(names.map(() => network));
  });

  test.each([
    ["Singtel Optus Pty Ltd Australia", "AU", "Optus"],
    ["Spacetel Benin", "BJ", "MTN"],
    ["Administración Nacional de Telecomunicaciones Uruguay", "UY", "Antel"],
  ])("%s in %s is the company of %s", (company, country, brand) => {
    expect(meant(company, country)).toBe(brand);
  });
});

describe("names that are not mapped", () => {
  test("what no list knows", () => {
    expect(resolveNetwork("Zzyzx Wireless", "NG")).toMatchObject({ kind: "unsure", reason: "unknown" });
  });

  test("a company that stands behind two brands; both are suggested", () => {
    const guess = resolveNetwork("Otecel S.A. Ecuador", "EC");
    expect(guess).toMatchObject({ kind: "unsure", reason: "ambiguous" });
    const names = guess.kind === "unsure" ? guess.suggestions.map(({ name }) => name) : [];
    expect(names).toEqual(expect.arrayContaining(["Movistar", "Tuenti"]));
  });

  test("a name of two networks of the country", () => {
    expect(meant("MTN / Airtel Nigeria", "NG")).toBeUndefined();
  });

  test("what is suggested tells why, and what is named in another stands before what shares a word", () => {
    const why = (name: string, country: string) => {
      const guess = resolveNetwork(name, country);
      return guess.kind === "unsure" ? guess.suggestions.map((one) => `${one.name} ${one.why}`) : [];
    };
    expect(why("MTN / Airtel Nigeria", "NG")).toEqual(["MTN named", "Airtel named"]);
    expect(why("Airtel Gold", "GB")).toEqual(["Airtel part", "Airtel-Vodafone word"]);
  });

  test("a network's name in another country", () => {
    expect(meant("Safaricom", "PH")).toBeUndefined();
  });
});

describe("our own names", () => {
  test("each means its network, and no other of the country", () => {
    const lost = NETWORK_NAMES.flatMap(({ country, name, names }) =>
      names.filter((one) => meant(one, country) !== name).map((one) => `${country} ${name}: ${one}`),
    );
    expect(lost).toEqual([]);
  });

  test("are paths of their own", () => {
    const paths = NETWORK_NAMES.map(({ country, name }) => `${country}/${operatorSlug(name)}`);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

test("every network of the lists is found by the name it is listed under", () => {
  const lost = ["NG", "US", "GB", "DE", "BR", "IN", "ID", "FR", "MX", "RU"].flatMap((country) =>
    knownNetworksOf(country).all.filter(({ name }) => meant(name, country) !== name),
  );
  expect(lost.map(({ name }) => name)).toEqual([]);
});
