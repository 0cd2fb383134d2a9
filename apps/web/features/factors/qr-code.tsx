'use client';

import { encode } from 'uqr';

/** A QR code as one path: black on white, with the quiet edge of four modules that readers need (ISO/IEC 18004). */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { size, data } = encode(text, { border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 shrink-0 rounded-control border border-line bg-white text-ink"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
};
