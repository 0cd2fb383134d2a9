/** Every page of the settings, in the order of the navigation: one's own, then (administrators) the installation's. */
export const sections = [
  { group: 'you', key: 'profile', href: '/settings' },
  { group: 'you', key: 'security', href: '/settings/security' },
  { group: 'you', key: 'sessions', href: '/settings/sessions' },
  { group: 'you', key: 'tokens', href: '/settings/tokens' },
  { group: 'you', key: 'snippets', href: '/settings/snippets' },
  { group: 'you', key: 'quota', href: '/settings/quota' },
  { group: 'installation', key: 'registration', href: '/settings/registration' },
  { group: 'installation', key: 'signInServices', href: '/settings/sign-in-services' },
  { group: 'installation', key: 'storage', href: '/settings/storage' },
  { group: 'installation', key: 'limits', href: '/settings/limits' },
  { group: 'installation', key: 'imports', href: '/settings/imports' },
  { group: 'installation', key: 'time', href: '/settings/time' },
] as const satisfies readonly {
  group: 'you' | 'installation';
  key: string;
  href: string;
}[];

export const groups = ['you', 'installation'] as const;
