import "server-only";
import { env } from "@/lib/env";

/** The Wix site or app instance that this deployment serves: part of every row of ours. */
export function siteId(): string {
  const { wix } = env();
  return wix.kind === "app" ? wix.instanceId : wix.siteId;
}

/** Whether writes into a namespace are allowed: ours always, another's only by a setting. */
export function isWritable(namespace: string): boolean {
  return namespace === env().namespace || env().areForeignNamespacesWritable;
}
