'use client';

import { BrokenPage } from '../features/frame/broken-page.tsx';

export default function ErrorPage(props: { error: Error & { digest?: string }; retry: () => void }) {
  return <BrokenPage error={props.error} retry={props.retry} />;
}
