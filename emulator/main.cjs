// Requires what an import would load through a thread of its own, file by file.
require("tsx/cjs");
require("./main.ts");
