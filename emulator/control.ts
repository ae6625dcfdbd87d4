import { Hono } from "hono";
import { limitBody, requestSizeMax } from "./body-size";
import { consoleApp } from "./console/console";
import { assumptionControls } from "./control/assumptions";
import { clockControls } from "./control/clock";
import { entityControls } from "./control/entities";
import { faultControls } from "./control/faults";
import { healthControls } from "./control/health";
import { photoControls } from "./control/photos";
import { rateLimitControls } from "./control/rate-limit";
import { answerRefused } from "./control/refused";
import { requestControls } from "./control/requests";
import { snapshotControls } from "./control/snapshots";
import { stateControls } from "./control/state";
import { styleControls } from "./control/style";
import type { Emulator } from "./emulator";
import { isOwnOrigin } from "./loopback";
import type { Env } from "./server";

/**
 * A whole site is imported at once; everything else is small. Measured: 390 MB (100,000 seeded programs) in the place of as
 * much take a heap of 1.4 GB, and Node ends at 4 GB.
 */
const importSizeMax = 1024 * 1024 * 1024;

/** What steers the emulator; never part of the API. `closing` ends what waits. */
export function controlApp(emulator: Emulator, closing: AbortSignal): Hono<Env> {
  const app = new Hono<Env>();
  app.use("*", async (c, next) => {
    if (!isOwnOrigin(c)) return c.json({ message: "Not for other origins" }, 403);
    await next();
  });
  const [large, small] = [limitBody(importSizeMax), limitBody(requestSizeMax)];
  app.use("*", (c, next) => (c.req.path.endsWith("/import") ? large(c, next) : small(c, next)));
  app.onError(answerRefused);
  app.route("/assumptions", assumptionControls(emulator));
  app.route("/clock", clockControls(emulator));
  app.route("/entities", entityControls(emulator));
  app.route("/faults", faultControls(emulator));
  app.route("/health", healthControls(emulator));
  app.route("/photos", photoControls(emulator));
  app.route("/rate-limit", rateLimitControls(emulator));
  app.route("/requests", requestControls(emulator, closing));
  app.route("/snapshots", snapshotControls(emulator));
  app.route("/style.css", styleControls());
  app.route("/", stateControls(emulator));
  app.route("/", consoleApp(emulator, app));
  app.all("*", (c) => c.json({ message: "No such control" }, 404));
  return app;
}
