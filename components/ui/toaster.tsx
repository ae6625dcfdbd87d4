"use client";

import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { Icon } from "./icon";
import { TOAST_COOKIE } from "./toast-cookie";

export function Toaster({ id, message }: { id: string; message: string }) {
  useEffect(() => {
    toast.success(message, { id });
    document.cookie = `${TOAST_COOKIE}=; path=/; max-age=0; samesite=lax`;
  }, [id, message]);

  return (
    <Sonner
      position="bottom-right"
      icons={{ success: <Icon name="circle-check" className="size-4 text-success" /> }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg border bg-raised px-4 py-3 font-sans text-sm font-medium text-foreground shadow-lift",
        },
      }}
    />
  );
}
