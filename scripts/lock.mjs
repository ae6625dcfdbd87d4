// Adds to package-lock.json the optional packages of other platforms that npm left out, so that
// `npm ci` passes on Linux, macOS and Windows alike. Run it after each `npm install`.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const added = [];
for (const [path, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const own = `${path}/node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (lock.packages[own] || lock.packages[top]) continue;
    lock.packages[top] = { version, optional: true, ...platformOf(name) };
    added.push(`${name}@${version}`);
  }
}
/** Package names of this kind end in platform, processor and C library: `…-linux-x64-gnu`. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const pick = (known) => words.find((word) => known.includes(word));
  const os = pick(["aix", "android", "darwin", "freebsd", "linux", "openharmony", "win32"]);
  const cpu = pick([
    "arm",
    "arm64",
    "ia32",
    "loong64",
    "ppc64",
    "riscv64",
    "s390x",
    "wasm32",
    "x64",
  ]);
  const libc = words.includes("musl")
    ? "musl"
    : os === "linux" && words.includes("gnu")
      ? "glibc"
      : null;
  return {
    ...(os ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc ? { libc: [libc] } : {}),
  };
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length > 0 ? `Added ${added.join(", ")}` : "The lock is whole.");
