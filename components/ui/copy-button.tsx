interface Props {
  text: string;
  /** Says what is copied: "Copy id". */
  label: string;
}

/** Works inside a CopyArea. Hidden where scripts are off: it could do nothing. */
export function CopyButton({ text, label }: Props) {
  return (
    <button
      type="button"
      className="button copy-button button-icon-sm button-ghost"
      aria-label={label}
      title={label}
      data-copy={text}
    />
  );
}
