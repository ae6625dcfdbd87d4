import { clean } from "./clean";
import { observations } from "./observations";
import { report } from "./report";
import { observe, runChecks } from "./run";
import { readSettings } from "./settings";
import { checks } from "./suite";
import { emulatorTarget, wixTarget } from "./target";

/** Runs the suite and cleans up, also after Ctrl-C. The exit code: 0, 1 when a row failed, 2 for wrong use. */
async function main(): Promise<number> {
  let settings;
  try {
    settings = readSettings(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  process.once("SIGTERM", () => stopping.abort());
  const target =
    settings.target === "wix"
      ? wixTarget(settings.credentials, settings.memberId)
      : await emulatorTarget();
  console.log(`Conformance of ${target.name}, in the namespace ${target.namespace}.`);
  try {
    const rows = await runChecks(target, checks, stopping.signal);
    rows.push(...(await observe(target, observations, stopping.signal)));
    console.log(report(rows));
    if (stopping.signal.aborted) console.log("Stopped before the end.");
    return stopping.signal.aborted || rows.some(({ outcome }) => outcome === "failed") ? 1 : 0;
  } finally {
    const left = await clean(target);
    console.log(["Remains:", ...(left.length > 0 ? left : ["nothing"])].join("\n  "));
    await target.close();
  }
}

process.exitCode = await main();
