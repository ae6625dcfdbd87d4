import "server-only";
import { z } from "zod";

/** Which thing under a key this is: 1, or more when the key was used before and is used anew on purpose. */
export const generation = z.coerce.number().int().min(1).max(1000).default(1);
