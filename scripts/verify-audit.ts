import { verifyAudit } from "@/lib/audit/verify";
import { withTables } from "./environment";

/** `npm run audit:verify`: reads the whole audit log and checks its chain of hashes. */
const { entries, erased, broken, forged, head } = await withTables(verifyAudit);
console.log(`${entries} entries hold, ${erased} of them with an erased payload. Head: ${head}`);
if (broken) console.error(`Entry ${broken.seq} does not hold: ${broken.why}.`);
if (forged) console.error(`Attempt ${forged.id} does not hold: ${forged.why}.`);
process.exit(broken || forged ? 1 : 0);
