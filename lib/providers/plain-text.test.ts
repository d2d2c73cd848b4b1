import { expect, test } from "vitest";
import { plainText } from "./plain-text";

test.each([
  ["<p>HTML text</p>", "HTML text"],
  [
    "<p><strong>Double&nbsp;data</strong> on AT&amp;T.</p><ul><li>Valid 7 days</li><li>Once</li></ul>",
    "Double data on AT&T.\nValid 7 days\nOnce",
  ],
  ["a<br/>b<BR>c", "a\nb\nc"],
  ["<script>alert(1)</script>x<style>p{}</style >", "x"],
  ["&#x20AC;5 &#8211; &#0;&unknown;", "€5 – &unknown;"],
  // Only once: what was written as text stays text, and is escaped where it is shown.
  ["&lt;b&gt; &amp;lt;", "<b> &lt;"],
  ["plain", "plain"],
])("%s", (html, text) => {
  expect(plainText(html)).toBe(text);
});
