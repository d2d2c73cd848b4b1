import { expect, test } from "vitest";
import { writeValidity } from "./write-validity";

test.each([
  ["2027-06-03", "en", "date", "June 3, 2027"],
  ["2027-06-03", "es", "date", "3 de junio de 2027"],
  ["2027-06-03T00:00:00", "ru", "date", "3 июня 2027 г."],
  ["60 days", "fr", "days", "60\u00a0jours"],
  ["1 day", "en", "days", "1 day"],
  ["2027-19-41", "en", "other", "2027-19-41"],
  ["03/06/2027", "en", "other", "03/06/2027"],
])("%s in %s", (said, locale, is, text) => {
  expect(writeValidity(said, locale)).toEqual({ is, text });
});
