import { describe, expect, test } from "vitest";
import { NETWORK_NAMES } from "./network-names";
import { displayOperatorName, normaliseOperatorName, operatorSlug } from "./normalise-operator-name";

describe("spellings of one network", () => {
  test.each([
    ["NG", ["MTN", "MTN Nigeria", "MTN Nigeria Bundles", "MTN Nigeria Data", "MTN NG", "mtn nigeria Ltd."]],
    ["NG", ["9mobile", "9mobile (Etisalat) Nigeria", "Etisalat Nigeria", "9Mobile Nigeria Data"]],
    ["NG", ["Glo", "Glo Mobile", "Globacom Nigeria", "GLO Nigeria Bundles"]],
    ["PK", ["Jazz", "Mobilink Pakistan", "Jazz/Warid", "Mobilink Jazz Pakistan Bundles"]],
    ["PH", ["TNT", "Talk 'N Text", "Talk N Text Philippines", "TNT Philippines PIN"]],
    ["HT", ["Digicel", "Digicel Haiti", "Digicel HT", "Digicel Haïti Combo"]],
    ["MX", ["AT&T", "AT&T México", "ATT Mexico", "Unefon"]],
    ["US", ["T-Mobile", "T-Mobile USA", "T-Mobile USA PIN", "T Mobile United States"]],
    ["GB", ["Lycamobile", "Lyca Mobile", "Lycamobile UK", "Lyca Mobile England PIN"]],
    ["CI", ["Orange", "Orange Côte d'Ivoire", "Orange Ivory Coast", "Orange Cote d Ivoire Data"]],
    ["CD", ["Airtel", "Airtel DRC", "Airtel Congo (Kinshasa)"]],
    ["ID", ["3", "Three Indonesia", "Tri Indonesia Data"]],
    ["GB", ["3", "Three UK"]],
    ["CN", ["China Mobile", "China Mobile China"]],
  ])("%s: %j", (country, names) => {
    expect(new Set(names.map((name) => normaliseOperatorName(name, country))).size).toBe(1);
  });

  test.each([
    ["CN", "China Mobile", "China Telecom"],
    ["PH", "Smart", "Sun"],
    ["US", "T-Mobile", "US Mobile"],
    ["NG", "MTN", "Ntel"],
    ["ID", "Indosat Ooredoo Hutchison", "Hutchison"],
    ["CG", "MTN Congo", "Airtel Congo"],
    ["YE", "Yemen Mobile", "Sabafon"],
  ])("%s: %s is not %s", (country, one, other) => {
    expect(normaliseOperatorName(one, country)).not.toBe(normaliseOperatorName(other, country));
  });

  test("a name of noise alone stays a name", () => {
    expect(normaliseOperatorName("Mobile Telecom", "FJ")).not.toBe("");
    expect(normaliseOperatorName("Nigeria", "NG")).toBe("nigeria");
  });
});

test.each([
  ["MTN Nigeria Bundles", "NG", "MTN"],
  ["Etisalat Nigeria", "NG", "9mobile"],
  ["Digicel Haiti", "HT", "Digicel"],
  ["T-Mobile USA PIN", "US", "T-Mobile"],
  ["Virgin Mobile Mexico", "MX", "Virgin Mobile"],
  ["Wind PIN Greece", "GR", "Nova"],
  ["Nauta Cuba", "CU", "Nauta"],
  ["China Mobile", "CN", "China Mobile"],
  ["Orange Côte d'Ivoire", "CI", "Orange"],
])("%s in %s is called %s", (name, country, shown) => {
  expect(displayOperatorName(name, country)).toBe(shown);
});

test("path segments are plain", () => {
  expect(operatorSlug("Talk 'N Text")).toBe("talk-n-text");
  expect(operatorSlug("AT&T")).toBe("att");
  expect(operatorSlug("Telefónica Móviles")).toBe("telefonica-moviles");
  expect(operatorSlug("!!!")).toBe("operator");
});

test("every network of the table is found by its own name", () => {
  const lost = [...NETWORK_NAMES].filter(([key, network]) => {
    const country = key.slice(0, 2);
    return normaliseOperatorName(network.name, country) !== network.matchName;
  });
  expect(lost.map(([key]) => key)).toEqual([]);
});

test("no name of the table means two networks of a country", () => {
  const paths = new Map<string, string>();
  for (const [key, { name, matchName }] of NETWORK_NAMES) {
    const path = `${key.slice(0, 2)}:${operatorSlug(name)}`;
    expect([path, paths.get(path) ?? matchName]).toEqual([path, matchName]);
    paths.set(path, matchName);
  }
});
