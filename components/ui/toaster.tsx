"use client";

import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { Icon } from "./icon";
import { TOAST_COOKIE } from "./toast-cookie";

const lifeMs = 5000;

interface Props {
  id: string;
  message: string;
}

export function Toaster({ id, message }: Props) {
  useEffect(() => {
    toast.success(message, { id, duration: lifeMs });
    document.cookie = `${TOAST_COOKIE}=; path=/; max-age=0; samesite=lax`;
  }, [id, message]);

  // sonner itself stops its clock for the mouse only.
  function last(duration: number) {
    const isThere = toast.getToasts().some((one) => one.id === id);
    if (isThere) toast.success(message, { id, duration });
  }
  return (
    <div onFocus={() => last(Infinity)} onBlur={() => last(lifeMs)}>
      <Sonner
        closeButton
        position="bottom-right"
        offset="2rem"
        icons={{
          success: <Icon name="circle-check" className="text-success" />,
          close: <Icon name="x" />,
        }}
        toastOptions={{
          unstyled: true,
          closeButtonAriaLabel: "Close",
          classNames: {
            toast: "toast",
            icon: "flex h-5 items-center",
            content: "min-w-0",
            closeButton:
              "order-last -my-0.5 ms-auto grid size-6 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground",
          },
        }}
      />
    </div>
  );
}
