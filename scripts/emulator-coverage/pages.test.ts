import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { assumptions } from "@/emulator/assumptions";
import { table } from "./coverage";
import { pages } from "./pages";

const root = join(import.meta.dirname, "..", "..");
const made = pages(root);

it.each(Object.entries(made))("%s is what npm run emulator:coverage makes", (path, text) => {
  expect(readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n")).toBe(text);
});

it.each(Object.entries(made))("%s has a row for each assumption", (_, text) => {
  const missing = assumptions.filter(({ id }) => !text.includes(`| \`${id}\``));
  expect(missing).toEqual([]);
});

it("a table keeps its columns when a cell holds what separates them", () => {
  expect(table(["a", "b"], [["x|y", "z"]])).toBe(
    ["| a    | b   |", "| ---- | --- |", "| x\\|y | z   |"].join("\n"),
  );
});
