import { expect, it } from "vitest";
import { staffPath } from "./staff-path";

it.each(["/admin", "/admin/orders?q=1&state=review", "/admin?period=day"])("%s is ours", (path) =>
  expect(staffPath(path)).toBe(path),
);

it.each([
  "",
  "//evil.test",
  "/administrator",
  "https://evil.test/admin",
  "/admin/\\evil",
  "/admin\n",
  null,
  5,
])("%s is not", (path) => expect(staffPath(path)).toBeUndefined());
