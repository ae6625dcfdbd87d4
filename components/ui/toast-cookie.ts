export const TOAST_COOKIE = "toast";

// Long enough for the redirect that follows; without JavaScript nothing else ends it.
const LIFE_SECONDS = 10;
const LENGTH_MAX = 300;

/**
 * A message for the page after a redirect: `(await cookies()).set(toastCookie("Pool created"))`.
 * The browser deletes it when it has been shown, so it is readable there: never a secret.
 */
export function toastCookie(message: string) {
  return {
    name: TOAST_COOKIE,
    // The id tells the same message, said twice, from one that was shown already.
    value: `${crypto.randomUUID()}.${message.slice(0, LENGTH_MAX)}`,
    maxAge: LIFE_SECONDS,
    path: "/",
    sameSite: "lax" as const,
  };
}

export function readToast(value: string | undefined): { id: string; message: string } | null {
  const parts = value?.match(/^([0-9a-f-]{36})\.(.{1,300})$/su);
  const [, id, message] = parts ?? [];
  return id && message ? { id, message } : null;
}
