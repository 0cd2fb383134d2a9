import { useTranslations } from 'next-intl';
import { TextField } from '../../../ui/field.tsx';

type Host = { hostName: string; timeZone: string; language: string };

/**
 * What a system is called and how it speaks, at its first boot or from its installer.
 *
 * @param several machines are made at once: each is called by its own name
 * @param wrong what is wrong with a field, as it is to be said there
 */
export const HostFields = ({
  value,
  several,
  wrong,
  onChange,
}: {
  value: Host;
  several: boolean;
  wrong: (field: keyof Host) => string | null;
  onChange: (change: Partial<Host>) => void;
}) => {
  const t = useTranslations('cloudInit');
  return (
    <>
      <TextField
        {...plain}
        label={t('hostName')}
        value={value.hostName}
        onChange={(event) => onChange({ hostName: event.target.value })}
        disabled={several}
        hint={t(several ? 'hostNameSeveral' : 'hostNameHint')}
        error={wrong('hostName')}
      />
      <TextField
        {...plain}
        label={t('timeZone')}
        value={value.timeZone}
        onChange={(event) => onChange({ timeZone: event.target.value })}
        placeholder="Asia/Seoul"
        error={wrong('timeZone')}
      />
      <TextField
        {...plain}
        label={t('language')}
        value={value.language}
        onChange={(event) => onChange({ language: event.target.value })}
        placeholder="ko_KR.UTF-8"
        error={wrong('language')}
      />
    </>
  );
};

const plain = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false } as const;
