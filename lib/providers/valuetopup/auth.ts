/** The header of HTTP Basic; it stands in no log. README.md, "Transport". */
export function basicAuth({ userId, password }: { userId: string; password: string }): string {
  return `Basic ${Buffer.from(`${userId}:${password}`).toString("base64")}`;
}
