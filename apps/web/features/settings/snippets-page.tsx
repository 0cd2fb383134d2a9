'use client';

import { mostSnippets, type Snippet, snippetBody } from '@limen/contract/snippets';
import { useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { RemovableRow } from '../../lib/removable-row.tsx';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/marks.tsx';

/** Pieces of user-data that one keeps for later machines. */
export const SnippetsPage = () => {
  const t = useTranslations('snippets');
  const [open, setOpen] = useState<Snippet | 'new' | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['snippets'],
    queryFn: async () => (await api.snippets.list()).snippets,
  });
  const full = (data?.length ?? 0) >= mostSnippets;
  const saved = (): void => {
    setOpen(null);
    void refetch();
  };
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <Panel title={t('title')}>
        <div className="flex flex-col gap-4">
          <p className="text-13 text-soft">{t('text')}</p>
          <ErrorAlert error={error} />
          {data && data.length > 0 ? (
            <ul className="divide-y divide-line rounded-control border border-line">
              {data.map((snippet) => (
                <RemovableRow
                  key={snippet.id}
                  icon={<FileText aria-hidden size={16} />}
                  remove={async () => {
                    await api.snippets.delete({ params: { id: snippet.id } });
                    if (open !== 'new' && open?.id === snippet.id) setOpen(null);
                    await refetch();
                  }}
                  verb={t('delete')}
                  label={t('deleteNamed', { name: snippet.name })}
                >
                  <button
                    type="button"
                    className="rounded-control text-left font-medium text-accent"
                    onClick={() => setOpen(snippet)}
                  >
                    {snippet.name}
                  </button>
                  <p className="text-12 text-soft">
                    {t('changed')} <RelativeTime at={snippet.updatedAt} />
                  </p>
                </RemovableRow>
              ))}
            </ul>
          ) : data ? (
            <p className="text-13 text-soft">{t('none')}</p>
          ) : null}
          {open === null ? (
            <div>
              <Button
                whyNot={full ? t('full', { count: mostSnippets }) : null}
                onClick={() => setOpen('new')}
              >
                {t('add')}
              </Button>
            </div>
          ) : null}
        </div>
      </Panel>
      {open === null ? null : (
        <SnippetForm
          key={open === 'new' ? 'new' : open.id}
          snippet={open === 'new' ? null : open}
          onSaved={saved}
          onCancel={() => setOpen(null)}
        />
      )}
    </div>
  );
};

const SnippetForm = (props: { snippet: Snippet | null; onSaved: () => void; onCancel: () => void }) => {
  const t = useTranslations('snippets');
  const { snippet } = props;
  const [name, setName] = useState(snippet?.name ?? '');
  const [content, setContent] = useState(snippet?.content ?? '#cloud-config\n');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const whyNot = snippetBody.safeParse({ name, content }).success ? null : t('fillIn');
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || whyNot !== null) return;
    setBusy(true);
    setError(null);
    try {
      const body = { name, content };
      await (snippet
        ? api.snippets.edit({ params: { id: snippet.id }, body })
        : api.snippets.create({ body }));
      props.onSaved();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Panel title={snippet ? t('editNamed', { name: snippet.name }) : t('add')}>
      <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
        <TextField
          label={t('name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={80}
          autoComplete="off"
          autoFocus
        />
        <TextArea
          label={t('content')}
          value={content}
          onChange={(event) => setContent(event.target.value)}
          rows={12}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          hint={t('contentHint')}
          style={{ fontFamily: 'var(--font-mono, monospace)', fontSize: '13px' }}
        />
        <ErrorAlert error={error} />
        <div className="flex gap-2">
          <Button type="submit" look="primary" busy={busy} whyNot={whyNot}>
            {t('save')}
          </Button>
          <Button onClick={props.onCancel}>{t('cancel')}</Button>
        </div>
      </form>
    </Panel>
  );
};
