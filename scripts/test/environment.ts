/** Sets variables, or unsets those that are undefined, before lib reads them: it does so once in a process. */
export function environment(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** An API key in place of the app of a demo site: no token is asked for. */
export function useApiKey(apiKey = "an-api-key", siteId = "e3a1c0de-0000-4000-8000-000000004010") {
  environment({ WIX_API_KEY: apiKey, WIX_SITE_ID: siteId });
  environment({ WIX_APP_ID: undefined, WIX_APP_SECRET: undefined, WIX_INSTANCE_ID: undefined });
}

/** The variables of this process: what a child begins with. */
export function inherited(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...more };
}

/** Where the database of this test file is. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("no DATABASE_URL");
  return url;
}
