'use client';

import { useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '../../../lib/api.ts';
import { ErrorAlert } from '../../../lib/error-text.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';

/** The pieces of user-data that one keeps, to be put in where the cursor is. */
export const SnippetPicker = ({ onPick }: { onPick: (content: string) => void }) => {
  const t = useTranslations('cloudInit');
  const { data, error } = useQuery({
    queryKey: ['snippets'],
    queryFn: async () => (await api.snippets.list()).snippets,
  });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Menu
        trigger={
          <Button
            size="small"
            icon={<FileText aria-hidden size={15} />}
            whyNot={data === undefined || data.length === 0 ? t('noSnippets') : null}
          >
            {t('insertSnippet')}
          </Button>
        }
        items={(data ?? []).map((snippet) => ({
          key: snippet.id,
          label: snippet.name,
          run: () => onPick(snippet.content),
        }))}
      />
      <Link href="/settings/snippets" className="text-13 text-accent">
        {t('toSnippets')}
      </Link>
      <ErrorAlert error={error} />
    </div>
  );
};
