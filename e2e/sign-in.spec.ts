import { emailOf, nameOf, password, signedOut, signIn } from "./people";
import { expect, scripts, test, unique } from "./test";

test.use({ storageState: signedOut });

test("who is not signed in sees the sign-in page at the start", async ({ page }) => {
  await page.goto("/");

  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(0);
});

test("the demo's accounts and their password are shown", async ({ page }) => {
  await page.goto("/sign-in");

  const accounts = page.getByRole("complementary", { name: "Demo accounts" });
  for (const role of ["owner", "manager", "operator", "viewer"] as const) {
    await expect(accounts.getByText(emailOf(role), { exact: true })).toBeVisible();
  }
  await expect(accounts.getByText(password, { exact: true })).toBeVisible();
});

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    test("a deep link leads to its page after signing in", async ({ page }) => {
      const address = "/pools?status=ACTIVE&limit=25";
      await page.goto(address);
      await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

      await signIn(page, "operator");

      await expect(page).toHaveURL(address);
      await expect(page.getByRole("heading", { level: 1, name: "Pools" })).toBeVisible();
      await expect(page.getByLabel("Status", { exact: true })).toHaveValue("ACTIVE");
    });

    test("a wrong password keeps the e-mail and shows the password nowhere", async ({ page }) => {
      const wrong = unique("not-the-password");
      await page.goto("/sign-in");

      await page.getByLabel("E-mail").fill(emailOf("viewer"));
      await page.getByLabel("Password").fill(wrong);
      await page.getByRole("button", { name: "Sign in" }).click();

      await expect(page.getByText("E-mail or password is wrong")).toBeVisible();
      await expect(page.getByLabel("E-mail")).toHaveValue(emailOf("viewer"));
      await expect(page.getByLabel("Password")).toHaveValue("");
      expect(await page.content()).not.toContain(wrong);
      expect(page.url()).not.toContain(wrong);
    });

    test("one can type at once: the cursor is in the first field, until there is an answer to read", async ({
      page,
    }) => {
      await page.goto("/sign-in");
      await expect(page.getByLabel("E-mail")).toBeFocused();

      await page.getByRole("button", { name: "Sign in" }).click();

      await expect(page.getByRole("alert").filter({ hasText: "attention" })).toBeFocused();
    });

    test("an empty field says what is missing", async ({ page }) => {
      const email = `${unique("somebody").replace(" ", "-")}@example.com`;
      await page.goto("/sign-in");

      await page.getByLabel("E-mail").fill(email);
      await page.getByRole("button", { name: "Sign in" }).click();

      await expect(page.getByLabel("Password")).toHaveAccessibleDescription("Give your password.");
      await expect(page.getByLabel("E-mail")).toHaveValue(email);
    });

    test("after signing out the old cookie is worth nothing", async ({ page, context, pageOf }) => {
      await page.goto("/sign-in");
      await signIn(page, "operator");
      const cookies = await context.cookies();
      expect(cookies.map((one) => one.name)).toContain("poolkeeper-session");

      await page.getByRole("button", { name: `Account of ${nameOf.operator}` }).click();
      await page.getByRole("button", { name: "Sign out" }).click();

      await expect(page).toHaveURL("/sign-in");
      const thief = await pageOf(null);
      await thief.context().addCookies(cookies);
      await thief.goto("/pools");
      await expect(thief.getByRole("heading", { name: "Sign in" })).toBeVisible();
    });
  });
}

test("an unknown e-mail is told the same as a wrong password", async ({ page }) => {
  await page.goto("/sign-in");

  await page.getByLabel("E-mail").fill(`${unique("nobody").replace(" ", "-")}@example.com`);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page.getByText("E-mail or password is wrong")).toBeVisible();
});

test("who guesses passwords must wait", async ({ page }) => {
  await page.goto("/sign-in");
  const email = `${unique("guessed").replace(" ", "-")}@example.com`;

  for (let guess = 1; guess <= 6; guess += 1) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(`guess number ${guess}`);
    const answer = page.waitForResponse((one) => one.request().method() === "POST");
    await page.getByRole("button", { name: "Sign in" }).click();
    await answer;
    await expect(page.getByLabel("Password")).toHaveValue("");
  }

  await expect(page.getByText("Too many attempts")).toBeVisible();
});

const elsewhere = [
  "//example.org/",
  "https://example.org/",
  "/\\example.org/",
  "/\t/example.org/",
  "javascript:alert(1)",
];

for (const next of elsewhere.slice(0, 2)) {
  test(`signing in never leads to another site: ${next}`, async ({ page }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);

    await signIn(page, "viewer");

    await expect(page).toHaveURL("/program-definitions");
  });
}

test("the sign-in page never sends who is signed in to another site", async ({ pageOf }) => {
  const { request } = await pageOf("viewer");

  for (const next of elsewhere) {
    const address = `/sign-in?next=${encodeURIComponent(next)}`;
    const answer = await request.get(address, { maxRedirects: 0 });
    expect(answer.status(), next).toBe(307);
    expect(answer.headers().location, next).toBe("/program-definitions");
  }
});

test("a cookie that somebody made up is nobody's", async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: "poolkeeper-session", value: "made-up", url: baseURL ?? "" }]);

  await page.goto("/pools");

  await expect(page).toHaveURL("/sign-in?next=%2Fpools");
});
