import type { Page } from "@playwright/test";

export const roles = ["owner", "manager", "operator", "viewer"] as const;
export type Role = (typeof roles)[number];

export const password = "poolkeeper-demo";

export function emailOf(role: Role): string {
  return `${role}@example.com`;
}

export const nameOf: Record<Role, string> = {
  owner: "Olive Owner",
  manager: "Max Manager",
  operator: "Pia Operator",
  viewer: "Vera Viewer",
};

/** Where the session of a role is kept during a run. */
export function sessionOf(role: Role): string {
  return `test-results/sessions/${role}.json`;
}

export const signedOut = { cookies: [], origins: [] };

/** Fills in the sign-in page that is open, and waits for what comes after it. */
export async function signIn(page: Page, role: Role) {
  await page.getByLabel("E-mail").fill(emailOf(role));
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}
