import { Icon } from "./icon";
import { LateToaster } from "./toast-late";
import { readToast } from "./toast-cookie";

/** The message of the one-time cookie: a line at the head of the page, or a toast where scripts run. */
export function Toast({ cookie }: { cookie: string | undefined }) {
  const toast = readToast(cookie);
  if (!toast) return null;
  return (
    <>
      <output className="hidden items-center justify-center gap-2 border-b border-success/30 bg-success-soft px-4 py-2.5 font-medium noscript:flex">
        <Icon name="circle-check" className="size-4 shrink-0 text-success" />
        {toast.message}
      </output>
      <LateToaster id={toast.id} message={toast.message} />
    </>
  );
}
