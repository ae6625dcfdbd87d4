import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pages } from "./pages";

const root = fileURLToPath(new URL("../..", import.meta.url));
for (const [path, text] of Object.entries(pages(root))) {
  writeFileSync(join(root, path), text);
  console.log(path);
}
