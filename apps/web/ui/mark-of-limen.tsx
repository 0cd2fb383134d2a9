/** Much light, one dark line: a threshold. */
export const MarkOfLimen = ({ size = 22 }: { size?: number }) => (
  <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" fill="none">
    <path d="M5 20V8a7 7 0 0 1 14 0v12" stroke="var(--color-edge)" strokeWidth="1.6" />
    <path d="M2 20.5h20" stroke="var(--color-ink)" strokeWidth="3" />
  </svg>
);
