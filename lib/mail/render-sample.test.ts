import { expect, it } from "vitest";
import { LOCALES } from "@/i18n/locales";
import { isStaffSample, MAIL_SAMPLES, renderSample } from "./render-sample";

it("shows every mail in every language that it is written in, with words and without holes", () => {
  for (const sample of MAIL_SAMPLES)
    for (const locale of isStaffSample(sample) ? ["en"] : LOCALES) {
      const { subject, html, text } = renderSample(sample, locale);
      expect({ sample, locale, filled: subject.length > 3 && text.length > 20 }).toEqual({
        sample,
        locale,
        filled: true,
      });
      expect(html).not.toMatch(/undefined|\{[a-z]+\}|<script/i);
      expect(html).toContain(`lang="${locale}"`);
    }
});
