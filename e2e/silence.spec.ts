import type { Page } from "@playwright/test";
import { expectOutcome, expectSettled, recorded } from "./audit-log";
import { writeForms } from "./forms";
import { send } from "./pool-definition-form";
import { expect, expectSaid, scripts, test } from "./test";
import { deadlineMs } from "./launcher-environment";
import { wix } from "./wix";

const inDoubt = "It may or may not have been done";
const following = "See what becomes of it";

/** Opens what is on record in a tab of its own: the form stays as it is. */
async function follow(page: Page): Promise<Page> {
  const beside = page.waitForEvent("popup");
  await page.getByRole("link", { name: following }).click();
  return beside;
}

for (const { javaScriptEnabled, withScripts } of scripts) {
  test.describe(withScripts, () => {
    test.use({ javaScriptEnabled });

    for (const form of writeForms) {
      test(`${form.title}: when the answer is lost it is found out, and done once`, async ({
        page,
        name,
      }) => {
        const { address, marker, fill, expectKept, effects } = await form.prepare(name);
        await wix.fault({ method: form.method, contains: marker, drop: "after" });
        await page.goto(address);
        await fill(page);

        await send(page, form.button);
        await expect(page.getByText(inDoubt)).toBeVisible();
        await expectKept(page);
        const before = await page.getByRole("link", { name: following }).getAttribute("href");
        const answered = page.waitForResponse((one) => one.request().method() === "POST");
        await send(page, form.button);
        await answered;

        await expect(page.getByText(inDoubt)).toBeVisible();
        await expectKept(page);
        const link = page.getByRole("link", { name: following });
        expect(await link.getAttribute("href")).toBe(before);
        expect(await wix.requests(form.method, marker)).toHaveLength(1);
        const attempt = await follow(page);
        await expectSettled(attempt, "Succeeded");
        await expect(attempt.getByText("Unknown: it may or may not have happened")).toBeVisible();
        await expect(attempt.getByText("Found in Wix by the reconciler.")).toBeVisible();
        await expectKept(page);
        expect(await effects()).toBe(1);
        expect(await wix.requests(form.method, marker)).toHaveLength(1);
      });
    }
  });
}

const create = writeForms.find((one) => one.operation === "program-definitions.create");
if (!create) throw new Error("the form of program definitions is gone");

const silences = [
  { title: "the connection breaks before Wix has read it", fault: { drop: "before" } },
  { title: "Wix answers 503", fault: { status: 503 } },
] as const;

for (const { title, fault } of silences) {
  test(`when ${title}, it is settled as not done, and the key is free again`, async ({
    page,
    name,
  }) => {
    const { address, fill, effects } = await create.prepare(name);
    await wix.fault({ method: create.method, contains: name, ...fault });
    await page.goto(address);
    await fill(page);

    await send(page, create.button);
    await expect(page.getByText(inDoubt)).toBeVisible();

    const attempt = await follow(page);
    await expectSettled(attempt, "Failed");
    expect(await recorded(attempt, "Input")).toMatchObject({ displayName: name });
    await expect(attempt.getByText("Wix holds no such program definition.")).toBeVisible();
    expect(await effects()).toBe(0);
    await page.goto(address);
    await fill(page);
    await send(page, create.button);
    await expectSaid(page, `Program definition “${name}” created`);
    expect(await effects()).toBe(1);
  });
}

test("when Wix is slower than the deadline, it is settled by what Wix did then", async ({
  page,
  name,
}) => {
  const { address, fill, effects } = await create.prepare(name);
  await wix.fault({ method: create.method, contains: name, delayMs: deadlineMs + 1500 });
  await page.goto(address);
  await fill(page);

  await send(page, create.button);

  await expect(page.getByText(inDoubt)).toBeVisible();
  const attempt = await follow(page);
  await expectOutcome(attempt, "Unknown");
  await expect(attempt.getByText("What became of this is not known yet")).toBeVisible();
  await expectSettled(attempt, "Succeeded");
  expect(await effects()).toBe(1);
});
