import { expect, test } from "playwright/test";
import { may, STAFF_ROLES } from "@/lib/core/permissions";
import { signInAs } from "../fixtures/sign-in";
import { STAFF_DOORS } from "@/app/admin/staff-doors";

const doors = STAFF_DOORS.flatMap(({ path, needs }) => (path ? [{ path, needs }] : []));

test("to strangers no staff page exists", async ({ request }) => {
  for (const { path } of doors) expect((await request.get(path)).status(), path).toBe(404);
});

for (const role of STAFF_ROLES) {
  test(`${role}: every page is there or is not, as the role says, and the ways to it too`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await signInAs(page, role);
    await page.goto("/admin");
    const links = await page.getByRole("navigation", { name: "Staff pages" }).getByRole("link").all();
    const offered = await Promise.all(links.map((link) => link.getAttribute("href")));
    for (const { path, needs } of doors) {
      const open = needs === null || may({ kind: "staff", role }, needs);
      expect((await page.request.get(path)).status(), path).toBe(open ? 200 : 404);
      if (!open) expect(offered).not.toContain(path);
    }
  });
}
