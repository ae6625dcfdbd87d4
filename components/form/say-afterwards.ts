import { cookies } from "next/headers";
import { toastCookie } from "@/components/ui/toast-cookie";

/** A message for the page after the redirect. */
export async function sayAfterwards(message: string): Promise<void> {
  (await cookies()).set(toastCookie(message));
}
