'use client';

import { Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import type { KeptFile } from '../../lib/file-handles.ts';
import { type GivenFile, useUploads } from '../../lib/uploads.tsx';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { UploadDialog } from './upload-dialog.tsx';

type Picker = (options: { multiple: boolean }) => Promise<KeptFile[]>;

/** Chromium's own, whose handles can be kept; elsewhere, and on plain HTTP, the field of every browser. */
const picker = (): Picker | undefined =>
  'showOpenFilePicker' in globalThis
    ? // what TypeScript's DOM does not have yet
      (globalThis as unknown as { showOpenFilePicker: Picker }).showOpenFilePicker
    : undefined;

const withHandles = (handles: readonly KeptFile[]): Promise<GivenFile[]> =>
  Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));

const plain = (files: Iterable<File> | null): GivenFile[] =>
  Array.from(files ?? [], (file) => ({ file, handle: null }));

type Dropped = DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

/** What was dropped, with handles where the browser gives them. They must be asked for before the event is over. */
const dropped = async (event: DragEvent): Promise<GivenFile[]> => {
  const files = plain(event.dataTransfer.files);
  const items: Dropped[] = Array.from(event.dataTransfer.items).filter(({ kind }) => kind === 'file');
  const handles = await Promise.all(
    items.map((item) => item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null)),
  );
  if (handles.length !== files.length) return files;
  return files.flatMap((given, n) => {
    const handle = handles[n];
    // a folder is no image
    if (handle?.kind === 'directory') return [];
    return handle instanceof FileSystemFileHandle ? [{ ...given, handle }] : [given];
  });
};

/** Files that were given: those of an upload that waits for its file go on, for the others a dialog asks what they are. */
export const useGivenFiles = (): { take: (given: GivenFile[]) => void; dialog: ReactNode } => {
  const { openFor, goOn } = useUploads();
  const [asked, setAsked] = useState<readonly GivenFile[]>([]);
  const take = (given: GivenFile[]): void => {
    const fresh = given.filter((one) => {
      const open = openFor(one.file);
      return open === undefined || !goOn(open, one);
    });
    if (fresh.length > 0) setAsked(fresh);
  };
  return {
    take,
    dialog:
      asked.length === 0 ? null : (
        <UploadDialog
          key={asked.map(({ file }) => `${file.name}/${file.size}`).join('\n')}
          files={asked}
          onClose={() => setAsked([])}
        />
      ),
  };
};

/** Opens the browser's own choice of files. */
export const UploadButton = (props: { take: (given: GivenFile[]) => void; look?: 'primary' | 'plain' }) => {
  const t = useTranslations('uploads');
  const may = useMe().permissions.includes('image:add');
  const input = useRef<HTMLInputElement>(null);
  const choose = async (): Promise<void> => {
    const pick = picker();
    if (!pick) {
      input.current?.click();
      return;
    }
    // who closes the choice has chosen nothing
    const handles = await pick.call(globalThis, { multiple: true }).catch(() => []);
    props.take(await withHandles(handles));
  };
  return (
    <>
      <Button
        look={props.look ?? 'plain'}
        icon={<Upload aria-hidden size={16} />}
        whyNot={may ? null : t('mayNot')}
        onClick={() => void choose()}
      >
        {t('upload')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t('files')}
        className="sr-only"
        onChange={(event) => {
          props.take(plain(event.target.files));
          event.target.value = '';
        }}
      />
    </>
  );
};

/** Files may be dropped anywhere on what is inside. */
export const DropFiles = (props: { take: (given: GivenFile[]) => void; children: ReactNode }) => {
  const t = useTranslations('uploads');
  const may = useMe().permissions.includes('image:add');
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const brings = (event: DragEvent): boolean => may && event.dataTransfer.types.includes('Files');
  const move = (event: DragEvent, by: 1 | -1): void => {
    if (!brings(event)) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  return (
    <div
      className="relative"
      onDragEnter={(event) => move(event, 1)}
      onDragLeave={(event) => move(event, -1)}
      onDragOver={(event) => {
        if (brings(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!brings(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        void dropped(event).then(props.take);
      }}
    >
      {props.children}
      {over ? (
        <div className="pointer-events-none absolute -inset-2 z-20 flex items-start justify-center rounded-card border-2 border-dashed border-accent bg-accent-wash/90 pt-24">
          <p className="flex items-center gap-2 text-16 font-semibold text-accent-deep">
            <Upload aria-hidden size={20} />
            {t('dropHere')}
          </p>
        </div>
      ) : null}
    </div>
  );
};
