'use client';

import type { Image } from '@limen/contract/images';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { useSubmit } from '../../lib/use-submit.ts';
import { useAbsorb } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Check, PickField, TextArea, TextField } from '../../ui/field.tsx';
import { useSystems } from './use-systems.ts';

/** What is said of an image: its name, its system, and how its first user is called. */
export const EditImageDialog = ({ image, onClose }: { image: Image; onClose: () => void }) => {
  const t = useTranslations();
  const absorb = useAbsorb();
  const systems = useSystems();
  const [osId, setOsId] = useState(image.osId ?? '');
  const [cloudInit, setCloudInit] = useState(image.cloudInit);
  const { busy, error, refused, onSubmit } = useSubmit(async (fields) => {
    const user = fields('defaultUser').trim();
    const changed = await api.imageAccess.edit({
      params: { id: image.id },
      body: {
        name: fields('name'),
        description: fields('description'),
        osId: osId === '' ? null : osId,
        cloudInit,
        ...(image.kind === 'disk' ? { defaultUser: user === '' ? null : user } : {}),
      },
    });
    absorb({ type: 'image.changed', seq: 1, image: changed });
    onClose();
  });
  const wrong = (field: string, text: string): string | null => (refused === field ? text : null);
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t('imageAccess.editTitle', { name: image.name })}
    >
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <TextField
          label={t('uploads.name')}
          name="name"
          defaultValue={image.name}
          maxLength={80}
          error={wrong('name', t('uploads.needsName'))}
          data-first
        />
        <TextArea
          label={t('imageAccess.description')}
          name="description"
          defaultValue={image.description}
          maxLength={1000}
        />
        <PickField
          label={t('imageAccess.system')}
          value={osId}
          choices={[
            { value: '', label: t('imageAccess.noSystem') },
            // one that the host's list does not have, or not yet, stays chosen
            ...(osId === '' || systems.some(({ id }) => id === osId) ? [] : [{ value: osId, label: osId }]),
            ...systems.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setOsId}
        />
        {image.kind === 'disk' ? (
          <>
            <Check
              label={t('imageAccess.cloudInit')}
              hint={t('imageAccess.cloudInitHint')}
              checked={cloudInit}
              onChange={setCloudInit}
            />
            <TextField
              label={t('imageAccess.defaultUser')}
              hint={t('imageAccess.defaultUserHint')}
              error={wrong('defaultUser', t('imageAccess.noUserName'))}
              name="defaultUser"
              defaultValue={image.defaultUser ?? ''}
              maxLength={32}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </>
        ) : null}
        {refused === 'name' || refused === 'defaultUser' ? null : <ErrorAlert error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('imageAccess.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
