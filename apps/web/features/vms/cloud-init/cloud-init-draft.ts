import {
  type CloudInit,
  type CloudInitInput,
  guestPassword,
  hostName,
  localeName,
  loginName,
  nicNetwork,
  packageName,
  timeZone,
} from '@limen/contract/cloud-init';

type Network = Extract<CloudInitInput, { from: 'form' }>['form']['network'];

/** What is in the fields, as text: what the contract makes of it is `bodyOf`. */
export type CloudInitDraft = {
  mode: 'none' | 'form' | 'text';
  hostName: string;
  user: string;
  password: string;
  /** Of a machine that has one: it stays unless another is typed or this is taken away. */
  keepPassword: boolean;
  /** Keys of one's profile; null: all there are. */
  sshKeyIds: readonly string[] | null;
  /** Others, one a line. */
  sshKeys: string;
  timeZone: string;
  language: string;
  packages: string;
  /** One each, since a command may have several lines. */
  commands: readonly string[];
  address: 'dhcp' | 'static';
  cidr: string;
  gateway: string;
  dns: string;
  /** Of further cards, as they were: this page asks about the first one only. */
  otherNetwork: NonNullable<Network>;
  userData: string;
  networkConfig: string;
  detachAfterBoot: boolean;
};

export const emptyDraft: CloudInitDraft = {
  mode: 'none',
  hostName: '',
  user: '',
  password: '',
  keepPassword: false,
  sshKeyIds: null,
  sshKeys: '',
  timeZone: '',
  language: '',
  packages: '',
  commands: [],
  address: 'dhcp',
  cidr: '',
  gateway: '',
  dns: '',
  otherNetwork: [],
  userData: '#cloud-config\n',
  networkConfig: '',
  detachAfterBoot: false,
};

/** The fields as a machine was told them. */
export const draftOf = (told: CloudInit): CloudInitDraft => {
  const { form } = told;
  const first = form?.network.find(({ nic }) => nic === 0);
  return {
    ...emptyDraft,
    mode: told.from,
    detachAfterBoot: told.detachAfterBoot,
    userData: told.userData ?? emptyDraft.userData,
    networkConfig: told.networkConfig ?? '',
    // its keys are there as text; none of one's own is added by looking
    sshKeyIds: [],
    ...(form && {
      hostName: form.hostName ?? '',
      user: form.user ?? '',
      keepPassword: form.hasPassword,
      sshKeys: form.sshKeys.join('\n'),
      timeZone: form.timeZone ?? '',
      language: form.language ?? '',
      packages: form.packages.join(' '),
      commands: form.commands,
      ...(first?.by === 'static' && {
        address: 'static' as const,
        cidr: first.addresses.join(' '),
        gateway: [first.gateway4, first.gateway6].filter((each) => each !== null).join(' '),
        dns: first.dns.join(' '),
      }),
      otherNetwork: form.network.filter(({ nic }) => nic !== 0),
    }),
  };
};

/** The fields as they were sent, where nothing came of it. */
export const draftOfSent = (
  cloudInit: CloudInitInput | undefined,
  detachAfterBoot: boolean,
): CloudInitDraft => {
  if (!cloudInit) return emptyDraft;
  if (cloudInit.from === 'text') {
    const { userData, networkConfig } = cloudInit;
    return { ...emptyDraft, mode: 'text', detachAfterBoot, userData, networkConfig: networkConfig ?? '' };
  }
  const { form } = cloudInit;
  const [first] = (form.network ?? []).filter(({ nic }) => nic === 0);
  return {
    ...emptyDraft,
    mode: 'form',
    detachAfterBoot,
    hostName: form.hostName ?? '',
    user: form.user ?? '',
    password: form.password ?? '',
    sshKeyIds: form.sshKeyIds ?? [],
    sshKeys: (form.sshKeys ?? []).join('\n'),
    timeZone: form.timeZone ?? '',
    language: form.language ?? '',
    packages: (form.packages ?? []).join(' '),
    commands: form.commands ?? [],
    ...(first?.by === 'static' && {
      address: 'static' as const,
      cidr: first.addresses.join(' '),
      gateway: [first.gateway4, first.gateway6].filter(Boolean).join(' '),
      dns: (first.dns ?? []).join(' '),
    }),
    otherNetwork: (form.network ?? []).filter(({ nic }) => nic !== 0),
  };
};

/** The same for several machines: none has a host name or an address that the others have. */
export const forSeveral = (draft: CloudInitDraft): CloudInitDraft => ({
  ...draft,
  hostName: '',
  address: 'dhcp',
});

/** What a text says that would be the same on several machines. cloud-init fills in templates by itself. */
export const sameForAll = (draft: CloudInitDraft): ('hostName' | 'address')[] => {
  if (draft.mode !== 'text') return [];
  const plain = !/^## *template:/.test(draft.userData);
  return [
    ...(plain && /^(hostname|fqdn) *:/m.test(draft.userData) ? (['hostName'] as const) : []),
    ...(/^[\s-]*(addresses|address) *:/m.test(draft.networkConfig) ? (['address'] as const) : []),
  ];
};

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const firstCard = (draft: CloudInitDraft): NonNullable<Network> => {
  if (draft.address === 'dhcp') return [];
  const gateways = words(draft.gateway);
  return [
    {
      nic: 0,
      by: 'static',
      addresses: words(draft.cidr),
      gateway4: gateways.find((each) => !each.includes(':')) ?? null,
      gateway6: gateways.find((each) => each.includes(':')) ?? null,
      dns: words(draft.dns),
      search: [],
    },
  ];
};

/** What the API is given; undefined: the machine is told nothing. @param ownKeys ids of all keys of one's profile */
export const bodyOf = (draft: CloudInitDraft, ownKeys: readonly string[]): CloudInitInput | undefined => {
  if (draft.mode === 'none') return undefined;
  if (draft.mode === 'text') {
    return { from: 'text', userData: draft.userData, networkConfig: orNull(draft.networkConfig) };
  }
  return {
    from: 'form',
    form: {
      hostName: orNull(draft.hostName),
      user: orNull(draft.user),
      ...(draft.password !== ''
        ? { password: draft.password }
        : draft.keepPassword
          ? {}
          : { password: null }),
      sshKeyIds: draft.sshKeyIds === null ? [...ownKeys] : [...draft.sshKeyIds],
      sshKeys: lines(draft.sshKeys),
      timeZone: orNull(draft.timeZone),
      language: orNull(draft.language),
      packages: words(draft.packages),
      commands: draft.commands.filter((command) => command.trim() !== ''),
      network: [...firstCard(draft), ...draft.otherNetwork],
    },
  };
};

export type DraftFault =
  | 'hostName'
  | 'user'
  | 'password'
  | 'timeZone'
  | 'language'
  | 'packages'
  | 'network'
  | 'userData';

/** The fields that the server would refuse, in the order of the page. */
export const faultsOf = (draft: CloudInitDraft): DraftFault[] => {
  if (draft.mode === 'none') return [];
  if (draft.mode === 'text') return draft.userData.trim() === '' ? ['userData'] : [];
  const bad = (text: string, schema: { safeParse: (value: unknown) => { success: boolean } }): boolean =>
    text.trim() !== '' && !schema.safeParse(text.trim()).success;
  const faults: [DraftFault, boolean][] = [
    ['user', bad(draft.user, loginName)],
    ['password', draft.password !== '' && !guestPassword.safeParse(draft.password).success],
    ['hostName', bad(draft.hostName, hostName)],
    ['timeZone', bad(draft.timeZone, timeZone)],
    ['language', bad(draft.language, localeName)],
    ['packages', words(draft.packages).some((name) => !packageName.safeParse(name).success)],
    ['network', firstCard(draft).some((card) => !nicNetwork.safeParse(card).success)],
  ];
  return faults.filter(([, wrong]) => wrong).map(([field]) => field);
};
