import { randomUUID } from "node:crypto";
import { expect, test as base, type Page } from "@playwright/test";
import { sessionOf, signedOut, type Role } from "./people";

interface Fixtures {
  /** A name that no other test uses. */
  name: string;
  /** A page of somebody else, beside this test's own; signed out without a role. */
  pageOf: (role: Role | null) => Promise<Page>;
}

/** Every journey begins signed in as the manager, unless it says otherwise. */
export const test = base.extend<Fixtures>({
  storageState: sessionOf("manager"),
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from here.
  name: async ({}, hand) => {
    await hand(unique());
  },
  pageOf: async ({ browser, javaScriptEnabled }, hand) => {
    const contexts: { close(): Promise<void> }[] = [];
    await hand(async (role) => {
      const storageState = role ? sessionOf(role) : signedOut;
      const context = await browser.newContext({ storageState, javaScriptEnabled });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };

/** A message that is shown once, after something was done: a toast, or a line where scripts are off. */
export async function expectSaid(page: Page, message: string) {
  await expect(page.getByText(message).filter({ visible: true })).toBeVisible();
}

/** "Test 4f0c91ab": letters that no other test has. */
export function unique(noun = "Test"): string {
  return `${noun} ${randomUUID().slice(0, 8)}`;
}

/** The same journey with JavaScript and without it. */
export const scripts = [
  { javaScriptEnabled: true, withScripts: "with JavaScript" },
  { javaScriptEnabled: false, withScripts: "without JavaScript" },
];
