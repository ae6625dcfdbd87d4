import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { DescriptionList, Detail } from "@/components/ui/description-list";
import type { BoundKey } from "@/lib/mappings/mappings";
import { Id } from "./id";
import { KeyText } from "./key-text";
import { Time } from "./time";

interface Props {
  /** What every entity of Wix has. */
  entity: { id: string; namespace: string; revision: string; createdDate: Date; updatedDate: Date };
  noun: string;
  externalId?: string;
  /** The key behind it, for the nouns that have one. */
  businessKey?: BoundKey | null;
  timeZone: string;
  children?: ReactNode;
}

/** Ids, revision and dates of an entity. */
export function EntityFacts({ entity, noun, externalId, businessKey, timeZone, children }: Props) {
  return (
    <Card title="Facts">
      <DescriptionList>
        {children}
        {businessKey !== undefined && (
          <Detail label="Key">
            {businessKey ? (
              <KeyText text={businessKey.key} generation={businessKey.generation} />
            ) : (
              "None: it was not made through Poolkeeper"
            )}
          </Detail>
        )}
        <Detail label="Id">
          <Id value={entity.id} label={`${noun} id`} full />
        </Detail>
        {externalId && (
          <Detail label="External id">
            <Id value={externalId} label="external id" full />
          </Detail>
        )}
        <Detail label="Namespace">
          <span className="font-mono">{entity.namespace}</span>
        </Detail>
        <Detail label="Revision">{entity.revision}</Detail>
        <Detail label="Created">
          <Time value={entity.createdDate} timeZone={timeZone} />
        </Detail>
        <Detail label="Updated">
          <Time value={entity.updatedDate} timeZone={timeZone} />
        </Detail>
      </DescriptionList>
    </Card>
  );
}
