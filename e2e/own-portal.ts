import { newFolder, startLauncher, type Launcher } from "./launcher";
import { signedOut } from "./people";
import { test } from "./test";

interface OwnPortal {
  /** What it has written to the log so far. */
  logged: Launcher["logged"];
  /** Where its data lies; only while tests run. */
  folder: () => string;
}

/** A portal for the tests of this file alone, from before the first until after the last; nobody is signed in. */
export function ownPortal(
  ports: { portalPort: number; emulatorPort: number },
  env: Record<string, string>,
): OwnPortal {
  let folder: ReturnType<typeof newFolder> | undefined;
  let launcher: Launcher | undefined;
  test.use({ storageState: signedOut, baseURL: `http://127.0.0.1:${ports.portalPort}` });
  test.beforeAll(async () => {
    folder = newFolder();
    launcher = await startLauncher({ data: folder.path, ...ports, env });
  });
  test.afterAll(async () => {
    await launcher?.stop();
    folder?.remove();
  });
  return {
    logged: () => launcher?.logged() ?? [],
    folder: () => folder?.path ?? "",
  };
}
