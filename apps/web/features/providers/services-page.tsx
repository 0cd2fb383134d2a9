'use client';

import type { SignInService } from '@limen/contract/providers';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts, Panel } from '../../ui/marks.tsx';
import { ReturnAddress } from './return-address.tsx';
import { ServiceForm } from './service-form.tsx';

export type Services = {
  services: SignInService[];
  /** For the next one. */
  freshId: string;
  publicUrl: string | null;
};

/** How people sign in beside name and password, set up by an administrator. */
export const ServicesPage = ({ initial }: { initial: Services }) => {
  const t = useTranslations('providers');
  const [known, setKnown] = useState(initial);
  const [open, setOpen] = useState<SignInService | 'new' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const again = async (): Promise<void> => {
    setOpen(null);
    setError(null);
    try {
      setKnown(await api.providers.listServices());
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="max-w-xl">
          <h2 className="text-16 font-semibold">{t('title')}</h2>
          <p className="mt-1 text-13 text-soft">{t('lead')}</p>
        </div>
        <Button
          icon={<Plus aria-hidden size={16} />}
          whyNot={open === null ? null : t('finishFirst')}
          onClick={() => setOpen('new')}
        >
          {t('add')}
        </Button>
      </div>
      {error === null ? null : (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
      {open === 'new' ? (
        <ServiceForm
          id={known.freshId}
          before={null}
          publicUrl={known.publicUrl}
          onCancel={() => setOpen(null)}
          onSaved={() => void again()}
        />
      ) : null}
      {known.services.length === 0 && open === null ? (
        <p className="rounded-card border border-line bg-surface px-5 py-8 text-center text-soft">
          {t('none')}
        </p>
      ) : null}
      {known.services.map((service) =>
        open !== null && open !== 'new' && open.id === service.id ? (
          <ServiceForm
            key={service.id}
            id={service.id}
            before={service}
            publicUrl={known.publicUrl}
            onCancel={() => setOpen(null)}
            onSaved={() => void again()}
          />
        ) : (
          <Service
            key={service.id}
            service={service}
            publicUrl={known.publicUrl}
            whyNot={open === null ? null : t('finishFirst')}
            onEdit={() => setOpen(service)}
            onGone={() => void again()}
          />
        ),
      )}
    </div>
  );
};

const Service = (props: {
  service: SignInService;
  publicUrl: string | null;
  whyNot: string | null;
  onEdit: () => void;
  onGone: () => void;
}) => {
  const t = useTranslations();
  const { service } = props;
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const whyNot = service.id === 'environment' ? t('providers.byEnvironment') : props.whyNot;
  const remove = async (): Promise<void> => {
    setAsking(false);
    setBusy(true);
    setError(null);
    try {
      await api.providers.deleteService({ params: { id: service.id } });
      props.onGone();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Panel>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h3 className="min-w-0 truncate text-14 font-semibold">{service.name}</h3>
        <div className="flex gap-2">
          <Button
            size="small"
            whyNot={whyNot}
            aria-label={t('providers.editNamed', { name: service.name })}
            onClick={props.onEdit}
          >
            {t('providers.edit')}
          </Button>
          <Button
            size="small"
            busy={busy}
            whyNot={whyNot}
            aria-label={t('providers.removeNamed', { name: service.name })}
            onClick={() => setAsking(true)}
          >
            {t('providers.remove')}
          </Button>
        </div>
      </div>
      {error === null ? null : (
        <div role="alert" className="mb-3 text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
      <Facts
        rows={[
          [t('providers.issuer'), <span className="font-mono text-13 break-all">{service.issuer}</span>],
          [t('providers.clientId'), <span className="font-mono text-13 break-all">{service.clientId}</span>],
          [t('providers.clientSecret'), t(service.hasSecret ? 'providers.kept' : 'providers.noSecret')],
          [
            t('providers.approveClaim'),
            service.approveClaim === null ? (
              t('providers.everybodyWaits')
            ) : (
              <span className="font-mono text-13 break-all">{service.approveClaim}</span>
            ),
          ],
          [
            t('providers.returnAddress'),
            <ReturnAddress path={service.callbackPath} publicUrl={props.publicUrl} />,
          ],
        ]}
      />
      {service.id === 'environment' ? (
        <p className="mt-4 text-12 text-soft">{t('providers.byEnvironment')}</p>
      ) : null}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('providers.removeTitle', { name: service.name })}
        closeLabel={t('common.close')}
      >
        <p>{t('providers.removeText')}</p>
        <div className="flex justify-end gap-2">
          <Button data-first onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button look="danger" onClick={() => void remove()}>
            {t('providers.remove')}
          </Button>
        </div>
      </Dialog>
    </Panel>
  );
};
