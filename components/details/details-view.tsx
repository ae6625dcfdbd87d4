import { Credits } from "@/components/page/credits";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Detail, DescriptionList } from "@/components/ui/description-list";
import { Cell, Row, Table } from "@/components/ui/table";
import type { Details } from "@/lib/wix/details";
import { appName } from "./known-apps";

/** Credits and benefits, to read. */
export function DetailsView({ details }: { details: Details }) {
  const { benefits, creditConfiguration: credits } = details;
  const unit = credits?.unitDisplayName || undefined;
  return (
    <>
      <Card title="Credits">
        {credits ? (
          <DescriptionList>
            <Detail label="In each period">
              <Credits amount={credits.amount} unit={unit} />
            </Detail>
            <Detail label="Rollover">
              <Rollover credits={credits} unit={unit} />
            </Detail>
          </DescriptionList>
        ) : (
          <p className="text-muted-foreground">Unlimited: the benefits cost no credits.</p>
        )}
      </Card>
      <Card title="Benefits" flush>
        <Table
          label="Benefits"
          columns={["Benefit", "Key", "Provider app", "Price"]}
          numeric={["Price"]}
        >
          {benefits.map((benefit) => (
            <Row key={benefit.benefitKey}>
              <Cell>
                <span className="font-medium">{benefit.displayName || "Unnamed benefit"}</span>
                {benefit.description && (
                  <span className="block whitespace-pre-line text-muted-foreground">
                    {benefit.description}
                  </span>
                )}
              </Cell>
              <Cell>
                <span className="font-mono">{benefit.benefitKey}</span>
              </Cell>
              <Cell>
                {appName(benefit.providerAppId) ?? (
                  <span className="font-mono wrap-anywhere">{benefit.providerAppId}</span>
                )}
              </Cell>
              <Cell numeric>
                {credits ? <Credits amount={benefit.price ?? "0"} unit={unit} /> : "Free"}
              </Cell>
            </Row>
          ))}
        </Table>
      </Card>
    </>
  );
}

type CreditConfiguration = NonNullable<Details["creditConfiguration"]>;

function Rollover({ credits, unit }: { credits: CreditConfiguration; unit: string | undefined }) {
  const { enabled, balanceCap } = credits.rolloverConfiguration;
  if (!enabled) return <Badge>Off</Badge>;
  if (balanceCap === null) return "All unused credits";
  return (
    <>
      At most <Credits amount={balanceCap} unit={unit} />
    </>
  );
}
