import { expect, test } from "vitest";
import { redact } from "./redact";

test.each([
  ['{"access_token":"eyJ.a.b","expires_in":3600}', '{"access_token":"[redacted]","expires_in":3600}'],
  ['{"api_key":"k_1","mobile":"9000012345"}', '{"api_key":"[redacted]","mobile":"9000012345"}'],
  [
    '{"client_secret" : "a\\"b", "client_id":"c"}',
    '{"client_secret" : "[redacted]", "client_id":"[redacted]"}',
  ],
  ["Authorization: Bearer eyJhbGciOi.x-y_z==", "Authorization: Bearer [redacted]"],
  ['["authorization","Basic c2FuZGJveDpzZWNyZXQ="]', '["authorization","Basic [redacted]"]'],
  ["https://shop.example/hook?ref=hl-1&token=abc123", "https://shop.example/hook?ref=hl-1&token=[redacted]"],
  [
    '"{\\"api_key\\":\\"k_1\\",\\"mobile\\":\\"9\\"}"',
    '"{\\"api_key\\":\\"[redacted]\\",\\"mobile\\":\\"9\\"}"',
  ],
  [
    '{"pinDetail":{"serial":"55810234","code":"4409218846120"}}',
    '{"pinDetail":{"serial":"[redacted]","code":"[redacted]"}}',
  ],
  ['{"mobile":"12125550123","boostPin":"4711"}', '{"mobile":"12125550123","boostPin":"[redacted]"}'],
  ['{"cardNumber":6011000990139424}', '{"cardNumber":"[redacted]"}'],
  ['{"code":"44092188', '{"code":"[redacted]"'],
  ["The Basic plan is gone", "The Basic plan is gone"],
  // What staff need to read stays.
  [
    '{"errorCode":"INVALID_AMOUNT","message":"too much"}',
    '{"errorCode":"INVALID_AMOUNT","message":"too much"}',
  ],
])("%s", (text, shown) => {
  expect(redact(text)).toBe(shown);
});

test("is cut after its secrets are gone, so that none is halved into the clear", () => {
  const long = `${"x".repeat(290)}{"code":"4409218846120"}`;
  expect(redact(long)).toHaveLength(300);
  expect(redact(long)).not.toContain("4409");
});
