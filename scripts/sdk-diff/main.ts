import { fileURLToPath } from "node:url";
import { run } from "./run";

const root = fileURLToPath(new URL("../..", import.meta.url));
process.exitCode = run(process.argv.slice(2), root, (text) => console.log(text));
