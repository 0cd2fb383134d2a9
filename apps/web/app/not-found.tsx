import { NotFoundNote } from '../features/frame/not-found-note.tsx';

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <NotFoundNote />
    </main>
  );
}
