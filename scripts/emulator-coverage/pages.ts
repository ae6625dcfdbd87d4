import { readFileSync } from "node:fs";
import { join } from "node:path";
import { coverage, guideTable } from "./coverage";
import { stateRules } from "./rules";

const guide = "docs/guide/emulator.md";
const begin = "<!-- assumptions: npm run emulator:coverage -->";
const end = "<!-- end of assumptions -->";

/** The generated pages by their paths, as they should be. Throws when the guide has lost its markers. */
export function pages(root: string): Record<string, string> {
  const text = readFileSync(join(root, guide), "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${guide} lacks ${from < 0 ? begin : end}`);
  const filled = [text.slice(0, from + begin.length), "", guideTable(), "", text.slice(to)];
  return {
    "docs/emulator-coverage.md": coverage(stateRules(root)),
    [guide]: filled.join("\n"),
  };
}
