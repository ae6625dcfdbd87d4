/** One broken rule of one field, as Wix reports it. `field` is never empty: the SDK crashes without it. */
export interface FieldViolation {
  field: string;
  description: string;
  violatedRule: string;
  ruleName?: string;
  data?: Record<string, unknown>;
}

interface ApplicationError {
  code: string;
  description: string;
  data?: Record<string, unknown>;
}

interface RefusalDetails {
  applicationError?: ApplicationError;
  validationError?: { fieldViolations: FieldViolation[] };
}

/** What the state throws when it says no. server.ts turns it into Wix's error body. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: RefusalDetails = {},
    /** A change that stands although everything else is taken back. */
    readonly afterwards?: () => void,
  ) {
    super(message);
    this.name = "Refusal";
  }

  get isNotEmulated(): boolean {
    return this.details.applicationError?.code === notEmulatedCode;
  }
}

const notEmulatedCode = "NOT_EMULATED";

/** A business refusal with a code that the SDK hands to its caller. */
export function refusal(
  status: number,
  code: string,
  description: string,
  data?: Record<string, unknown>,
): Refusal {
  const applicationError = data ? { code, description, data } : { code, description };
  return new Refusal(status, description, { applicationError });
}

/** What this emulator has not got. A test during which it answered so should fail. */
export function notEmulated(what: string): Refusal {
  return refusal(501, notEmulatedCode, `This emulator does not have: ${what}`);
}

/** A 400 that names the fields. The message is the tree that Wix writes for people. */
export function invalid(...violations: FieldViolation[]): Refusal {
  const message = violations.map(tree).join("\n");
  return new Refusal(400, message, { validationError: { fieldViolations: violations } });
}

function tree({ field, description }: FieldViolation): string {
  const segments = field.split(".");
  return segments
    .map((segment, depth) => {
      const branch = depth === 0 ? "" : `${"    ".repeat(depth - 1)}\`-- `;
      const says = depth === segments.length - 1 ? description : "is invalid:";
      return `${branch}${segment} ${says}`;
    })
    .join("\n");
}
