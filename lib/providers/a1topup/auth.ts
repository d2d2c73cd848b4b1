/** The key travels inside the body; there is no header. README.md, "Key". */
export const withKey = (apiKey: string, body: Record<string, unknown>): Record<string, unknown> => ({
  api_key: apiKey,
  ...body,
});

/** Text of theirs without the key, for an answer may repeat the request. */
export const withoutKey = (apiKey: string, text: string): string => text.replaceAll(apiKey, "[redacted]");
