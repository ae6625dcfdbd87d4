interface Props {
  text: string;
  generation: number;
}

/** A key of a business, with its generation where that is not the first. */
export function KeyText({ text, generation }: Props) {
  return (
    <>
      <span className="font-mono wrap-anywhere">{text}</span>
      {generation > 1 && <span className="text-muted-foreground"> · generation {generation}</span>}
    </>
  );
}
