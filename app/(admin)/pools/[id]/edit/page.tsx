import type { Metadata } from "next";
import { crumb } from "@/components/page/crumb";
import { Page } from "@/components/page/page";
import { WixProblem } from "@/components/page/wix-problem";
import { typedPool, withBase } from "../../typed-pool";
import { readPoolForEdit } from "../../queries";
import { PoolForm } from "./form";

export const metadata: Metadata = { title: "Edit pool" };

const list = crumb("/pools", "Pools");

export default async function EditPoolPage({ params }: { params: Promise<{ id: string }> }) {
  const found = await readPoolForEdit((await params).id);
  if (!found.ok) {
    return (
      <Page title="Edit pool" width="form" breadcrumbs={[list]}>
        <WixProblem failure={found.failure} />
      </Page>
    );
  }
  const pool = found.value;
  const typed = typedPool(pool);
  return (
    <Page
      title="Edit pool"
      width="form"
      breadcrumbs={[list, crumb(`/pools/${pool.id}`, pool.displayName)]}
      description="Of this one member: the pools of others, and the pool definition, stay as they are."
    >
      <PoolForm
        id={pool.id}
        initial={{
          status: "idle",
          key: crypto.randomUUID(),
          typed: withBase(typed, typed, pool.revision),
        }}
      />
    </Page>
  );
}
