import { describe, expect, test } from "vitest";
import { displayOperatorName, normaliseOperatorName, operatorSlug } from "./normalise-operator-name";

describe("spellings of one name", () => {
  test.each([
    ["NG", ["MTN", "MTN Nigeria", "MTN Nigeria Bundles", "MTN Nigeria Data", "MTN NG", "mtn nigeria Ltd."]],
    ["HT", ["Digicel", "Digicel Haiti", "Digicel HT", "Digicel Haïti Combo"]],
    ["GB", ["Lycamobile", "Lyca Mobile", "Lycamobile UK", "Lyca Mobile England PIN"]],
    ["CI", ["Orange", "Orange Côte d'Ivoire", "Orange Ivory Coast", "Orange Cote d Ivoire Data"]],
    ["CD", ["Airtel", "Airtel DRC", "Airtel Congo (Kinshasa)"]],
    ["SK", ["Orange", "Orange Slovensko, a.s.", "Orange Slovakia"]],
    ["AR", ["Personal", "Telecom Personal S.A."]],
    ["RO", ["Telekom Romania", "Romania Telekom"]],
    ["NA", ["Telecom Namibia", "Telecom Namibia NA", "Namibia Telecom Ltd"]],
    ["HK", ["China Mobile", "Hong Kong SAR China China Mobile", "China Mobile Hong Kong"]],
  ])("%s: %j", (country, names) => {
    expect(new Set(names.map((name) => normaliseOperatorName(name, country))).size).toBe(1);
  });

  test.each([
    ["CN", "China Mobile", "China Telecom"],
    ["HK", "China Mobile", "China Unicom"],
    ["TR", "Turkcell", "Türk Telekom"],
    ["MD", "Moldcell", "Moldtelecom"],
    ["US", "T-Mobile", "US Mobile"],
    ["CG", "MTN Congo", "Airtel Congo"],
    ["YE", "Yemen Mobile", "Sabafon"],
    ["AE", "du", "e&"],
  ])("%s: %s is not %s", (country, one, other) => {
    expect(normaliseOperatorName(one, country)).not.toBe(normaliseOperatorName(other, country));
  });

  test("a name of noise alone stays a name", () => {
    expect(normaliseOperatorName("Mobile Telecom", "FJ")).not.toBe("");
    expect(normaliseOperatorName("Nigeria", "NG")).not.toBe("");
    expect(normaliseOperatorName("Data", "NG")).not.toBe("");
  });
});

test.each([
  ["MTN Nigeria Bundles", "NG", "MTN"],
  ["Digicel Haiti", "HT", "Digicel"],
  ["T-Mobile USA PIN", "US", "T-Mobile"],
  ["Virgin Mobile Mexico", "MX", "Virgin Mobile"],
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
