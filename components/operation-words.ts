/** What an operation is called on the screen, by its name. */
const words: Record<string, string> = {
  "attempts.erase": "Erase what is on record",
  "attempts.look-up": "Look up what became of an attempt",
  "attempts.settle-by-hand": "Settle an attempt by hand",
  "pool-definitions.add-to-program-definition": "Add to a program definition",
  "pool-definitions.create": "Create a pool definition",
  "pools.update": "Update a pool",
  "program-definitions.create": "Create a program definition",
  "programs.provision": "Provision a program",
  "users.add": "Add a user",
  "users.disable": "Disable a user",
  "users.enable": "Enable a user",
  "users.set-password": "Set a user's password",
};

const sources: Record<string, string> = {
  api: "API",
  cli: "Command line",
  form: "Form",
  import: "Import",
  seed: "Set up at the start",
  undo: "Undo",
};

/** Words for the way an operation was asked for. */
export function sourceWord(source: string): string {
  return sources[source] ?? source;
}

/** Words for an operation; its own name when a newer version wrote it. */
export function operationWord(name: string): string {
  return words[name] ?? name;
}
