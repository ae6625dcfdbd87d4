import { expect, type Page } from "@playwright/test";
import { expectTyped, fillPoolDefinition, nameField, typedYoga } from "./pool-definition-form";
import { wix, type Pool } from "./wix";

/** One form, ready to be filled in. */
interface Prepared {
  address: string;
  /** A text that only this form's request to Wix has. */
  marker: string;
  fill: (page: Page) => Promise<void>;
  expectKept: (page: Page) => Promise<void>;
  /** How often Wix did it. */
  effects: () => Promise<number>;
}

/** The forms that write to Wix, for what is true of each of them. */
export interface WriteForm {
  title: string;
  operation: string;
  /** The operation on the screen. */
  word: string;
  /** What Wix is asked. */
  method: string;
  button: string;
  prepare: (name: string) => Promise<Prepared>;
}

export const writeForms: WriteForm[] = [
  {
    title: "creating a pool definition",
    operation: "pool-definitions.create",
    word: "Create a pool definition",
    method: "poolDefinitions.createPoolDefinition",
    button: "Create pool definition",
    async prepare(name) {
      const typed = typedYoga(name);
      return {
        address: "/pool-definitions/new",
        marker: name,
        fill: (page) => fillPoolDefinition(page, typed),
        expectKept: (page) => expectTyped(page, typed),
        effects: async () => (await wix.named("poolDefinitions", name)).length,
      };
    },
  },
  {
    title: "creating a program definition",
    operation: "program-definitions.create",
    word: "Create a program definition",
    method: "programDefinitions.createProgramDefinition",
    button: "Create program definition",
    async prepare(name) {
      return {
        address: "/program-definitions/new",
        marker: name,
        async fill(page) {
          await nameField(page).fill(name);
          await page.getByLabel("Key", { exact: true }).fill(`key of ${name}`);
        },
        async expectKept(page) {
          await expect(nameField(page)).toHaveValue(name);
          await expect(page.getByLabel("Key", { exact: true })).toHaveValue(`key of ${name}`);
        },
        effects: async () => (await wix.named("programDefinitions", name)).length,
      };
    },
  },
  {
    title: "adding a pool definition to a program definition",
    operation: "pool-definitions.add-to-program-definition",
    word: "Add to a program definition",
    method: "poolDefinitions.addPoolDefinitionToProgramDefinition",
    button: "Add pool definition",
    async prepare(name) {
      const poolDefinition = await wix.createPoolDefinition({ displayName: name });
      const programDefinition = await wix.createProgramDefinition({ displayName: name });
      return {
        address: `/program-definitions/${programDefinition.id}/add`,
        marker: poolDefinition.id,
        async fill(page) {
          await page.getByLabel("Pool definition", { exact: true }).selectOption(name);
          await page.getByLabel("New programs only").check();
        },
        async expectKept(page) {
          const choice = page.getByLabel("Pool definition", { exact: true });
          await expect(choice).toHaveValue(poolDefinition.id);
          await expect(page.getByLabel("New programs only")).toBeChecked();
        },
        async effects() {
          const [held] = await wix.named("poolDefinitions", name);
          return Number(held?.revision) - Number(poolDefinition.revision);
        },
      };
    },
  },
  {
    title: "provisioning a program",
    operation: "programs.provision",
    word: "Provision a program",
    method: "programs.provisionProgram",
    button: "Provision program",
    async prepare(name) {
      await wix.createPoolDefinition({ displayName: name });
      const { id: memberId } = await wix.member("ben.okafor@example.com");
      return {
        address: `/programs/new?memberId=${memberId}`,
        marker: name,
        async fill(page) {
          await page.getByLabel("What to provision").selectOption(name);
          await page.getByLabel("Name of the program").fill(name);
          await page.getByLabel("Key", { exact: true }).fill(`order of ${name}`);
        },
        async expectKept(page) {
          await expect(page.getByLabel("What to provision")).toHaveValue(/^pool-definitions:/);
          await expect(page.getByLabel("Name of the program")).toHaveValue(name);
          await expect(page.getByLabel("Key", { exact: true })).toHaveValue(`order of ${name}`);
        },
        effects: async () => (await wix.named("programs", name)).length,
      };
    },
  },
  {
    title: "updating a pool",
    operation: "pools.update",
    word: "Update a pool",
    method: "pools.updatePool",
    button: "Save pool",
    async prepare(name) {
      const pool = await readyPool(name);
      return {
        address: `/pools/${pool.id}/edit`,
        marker: pool.id,
        async fill(page) {
          await nameField(page).fill(`${name} changed`);
          await page.getByLabel("Credits in each period").fill("12");
        },
        async expectKept(page) {
          await expect(nameField(page)).toHaveValue(`${name} changed`);
          await expect(page.getByLabel("Credits in each period")).toHaveValue("12");
        },
        async effects() {
          const held = (await wix.holds("pools")).find((one) => one.id === pool.id);
          return Number(held?.revision) - Number(pool.revision);
        },
      };
    },
  },
];

/** A pool of Ann's that waits for nothing any more. */
export async function readyPool(name: string, namespace?: string): Promise<Pool> {
  const definition = await wix.createPoolDefinition({
    displayName: name,
    ...(namespace ? { namespace } : {}),
  });
  await wix.provision({ poolDefinitionId: definition.id }, name, namespace ? { namespace } : {});
  let pool: Pool | undefined;
  await expect(async () => {
    [pool] = await wix.named("pools", name);
    expect(pool?.status).toBe("ACTIVE");
  }).toPass({ intervals: [100] });
  if (!pool) throw new Error(`${name} has no pool`);
  return pool;
}
