import "server-only";
import type { pools } from "@wix/benefit-programs";
import { required, requiredGuid, type Guid } from "./guid";

type WixDetails = pools.Details;

export interface Benefit {
  benefitKey: string;
  displayName: string;
  description: string;
  /** Credits for one, as a decimal string; null when Wix holds none (it counts as 0). */
  price: string | null;
  providerAppId: Guid;
}

export interface CreditConfiguration {
  amount: string;
  unitDisplayName: string;
  /** A cap counts, and is told, only when credits roll over. */
  rolloverConfiguration: { enabled: boolean; balanceCap: string | null };
}

/** The benefits and credits of a pool definition, or of a pool: the same shape in both. */
export interface Details {
  benefits: Benefit[];
  /** Null means unlimited: benefits then cost nothing (wix-api.md 3.3). */
  creditConfiguration: CreditConfiguration | null;
}

/**
 * Wix's details with ours laid over them: there is no field mask, so what we do not model (policies,
 * additionalData, fields of tomorrow) must be sent back as it came. Benefits are matched by key.
 */
export function layOver(held: WixDetails | undefined, details: Details): WixDetails {
  const laid: WixDetails = structuredClone(held ?? {});
  const heldBenefits = new Map((laid.benefits ?? []).map((one) => [one.benefitKey, one]));
  laid.benefits = details.benefits.map(({ price, ...benefit }) => {
    const { price: _, ...others } = heldBenefits.get(benefit.benefitKey) ?? {};
    return { ...others, ...benefit, ...(price === null ? {} : { price }) };
  });
  if (details.creditConfiguration) {
    laid.creditConfiguration = layCredits(held?.creditConfiguration, details.creditConfiguration);
  } else if (hasCredits(laid)) {
    delete laid.creditConfiguration;
  }
  return laid;
}

function layCredits(
  held: pools.CreditConfiguration | undefined,
  credits: CreditConfiguration,
): pools.CreditConfiguration {
  const { enabled, balanceCap } = credits.rolloverConfiguration;
  const { balanceCap: heldCap, ...rollover } = held?.rolloverConfiguration ?? {};
  // One that rests while nothing rolls over is not ours to take away.
  const cap = balanceCap ?? (enabled ? null : heldCap);
  const { unitDisplayName: __, ...others } = held ?? {};
  return {
    ...others,
    amount: credits.amount,
    ...(credits.unitDisplayName ? { unitDisplayName: credits.unitDisplayName } : {}),
    rolloverConfiguration: { ...rollover, enabled, ...(cap ? { balanceCap: cap } : {}) },
  };
}

/** An empty configuration is none. Source: typings of `Benefit.price`, "if this object is empty". */
function hasCredits({ creditConfiguration }: WixDetails): boolean {
  return Object.values(creditConfiguration ?? {}).some((field) => field !== undefined);
}

/** Our details from Wix's. */
export function detailsFromWix(details: WixDetails | undefined): Details {
  return {
    benefits: (details?.benefits ?? []).map((benefit) => ({
      benefitKey: required(benefit.benefitKey, "benefitKey"),
      displayName: benefit.displayName ?? "",
      description: benefit.description ?? "",
      price: benefit.price ?? null,
      providerAppId: requiredGuid(benefit.providerAppId, "providerAppId"),
    })),
    creditConfiguration:
      details && hasCredits(details) ? creditsFromWix(details.creditConfiguration ?? {}) : null,
  };
}

function creditsFromWix(held: pools.CreditConfiguration): CreditConfiguration {
  const { enabled, balanceCap } = held.rolloverConfiguration ?? {};
  return {
    amount: held.amount ?? "0",
    unitDisplayName: held.unitDisplayName ?? "",
    rolloverConfiguration: {
      enabled: enabled ?? false,
      balanceCap: enabled ? (balanceCap ?? null) : null,
    },
  };
}
