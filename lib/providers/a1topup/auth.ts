/** The key travels inside the body; there is no header. README.md, "Key". */
export const withKey = (apiKey: string, body: Record<string, unknown>): Record<string, unknown> => ({
  api_key: apiKey,
  ...body,
});
