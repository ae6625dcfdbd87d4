import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No violation of WCAG 2.2 AA in light and dark, no target under 24 px; at 320 px no sideways scroll, and stacked cells have names. */
export async function expectAccessible(page: Page, open: () => Promise<unknown>): Promise<void> {
  const look = async (colorScheme: "light" | "dark", width: number) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await open();
    expect(await violations(page, colorScheme), `${colorScheme}, ${width} px`).toEqual([]);
    expect(await smallTargets(page), `${width} px`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  };
  await look("light", 1280);
  await look("dark", 1280);
  await look("light", 320);
  expect(await unnamedCells(page)).toEqual([]);
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Light and dark differ in their colours only. */
async function violations(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const found = await (
    colorScheme === "light" ? axe.withTags(tags) : axe.withRules("color-contrast")
  ).analyze();
  expect(found.passes.map((rule) => rule.id)).toContain("color-contrast");
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}`),
  );
}

/** Cells of rows that are stacked, before whose value the name of the column does not stand; the first is the title. */
async function unnamedCells(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLTableCellElement>("[data-stack] td")].flatMap((cell) => {
      const { content, display } = getComputedStyle(cell, "::before");
      const head = cell.closest("table")?.querySelectorAll("th")[cell.cellIndex]?.textContent;
      const isNamed = content === JSON.stringify(head) && display !== "none";
      return isNamed === cell.cellIndex > 0 ? [] : [`${head}: ${content}, ${display}`];
    }),
  );
}

/** What can be pressed and is under 24 px, but for links within a sentence. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      "a, button, input, select, textarea, summary",
    );
    const isWithinText = (element: HTMLElement) => {
      const around = element.parentElement?.innerText.trim().length ?? 0;
      const isInline = getComputedStyle(element).display === "inline";
      return isInline && around > element.innerText.trim().length;
    };
    return [...all].flatMap((element) => {
      if (!element.checkVisibility() || element.closest(".sr-only, [aria-hidden]")) return [];
      const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
      if (width >= 24 && height >= 24) return [];
      if (width === 0 || isWithinText(element)) return [];
      return [`${element.outerHTML.slice(0, 120)}: ${width} × ${height}`];
    });
  });
}
