import { z } from 'zod';
import { id, line, noBody, time } from './fields.ts';
import { defineRoutes } from './route.ts';
import { secretToken } from './secret-token.ts';

/** Sign-in services: OpenID Connect providers that people can sign in with. */

/** Of one the environment configured, which is at most one; those of an administrator have a UUID. */
export const providerId = z.union([z.literal('environment'), id]);

const byId = z.strictObject({ id: providerId });
const ownById = z.strictObject({ id });

const httpAddress = z
  .string()
  .max(500)
  .refine((s) => {
    const url = URL.parse(s);
    return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  }, 'not an http(s) address')
  .refine((s) => !/[?#\s]/.test(s), 'has a query, a fragment or a space');

/** What somebody was given or chose elsewhere: visible ASCII, kept as it is. */
const visible = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\x21-\x7e]+$/, 'has a space or a character that is not ASCII');

/** `claim=value`: whose claim is this value, or a list that holds it, needs no approval. */
export const approveClaim = z
  .string()
  .max(300)
  .regex(/^[\x21-\x3c\x3e-\x7e]+=[^\p{Cc}\p{Cs}]+$/u, 'not of the form claim=value');

export const scopes = z
  .string()
  .max(300)
  .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, 'words with one space between')
  .refine((s) => s.split(' ').includes('openid'), 'openid must be among them');

const service = {
  name: line(60),
  issuer: httpAddress,
  clientId: visible(300),
  scopes,
  approveClaim: approveClaim.nullable(),
};

/** Without its secret, which is never shown again. */
export const signInService = z
  .object({
    id: providerId,
    ...service,
    hasSecret: z.boolean(),
    /** Where the provider sends people back to, without the origin. */
    callbackPath: z.string(),
  })
  .meta({ id: 'SignInService' });
export type SignInService = z.infer<typeof signInService>;

/** What asking a provider about itself has brought to light. */
export const discovery = z.discriminatedUnion('found', [
  z.object({
    found: z.literal(true),
    issuer: z.string(),
    authorizationEndpoint: z.string(),
    tokenEndpoint: z.string(),
    /** Of those LIMEN accepts for the signature of an identity. */
    algorithms: z.array(z.string()),
    scopes: z.array(z.string()),
    claims: z.array(z.string()),
    keys: z.number().int(),
  }),
  z.object({
    found: z.literal(false),
    problem: z.enum([
      'unreachable',
      'refused',
      'not_discovery',
      'other_issuer',
      'not_https',
      'no_algorithm',
      'no_keys',
    ]),
    /** What stood there, of the issuer it names, or the status it answered with. */
    seen: z.string().nullable(),
  }),
]);
export type Discovery = z.infer<typeof discovery>;
export type DiscoveryProblem = Extract<Discovery, { found: false }>['problem'];

const named = z.object({ id: providerId, name: z.string() });
const next = z.string().max(2000).optional().describe('Path of this page to come back to');
const goTo = z.object({ url: z.string().describe('The page goes there') });
/** A secret of null: a public client, which has none. */
const secret = visible(1000).nullable();

export const providerRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/auth/providers',
    access: 'public',
    summary: 'The services one can sign in with, beside user name and password',
    status: 200,
    reply: z.object({ providers: z.array(named) }),
    errors: [],
  },
  begin: {
    method: 'POST',
    changesNothing: true,
    path: '/api/auth/providers/:id/begin',
    access: 'public',
    summary: 'Begin to sign in with a service; the page goes to the address in the reply',
    params: byId,
    body: z.strictObject({
      next,
      invitation: secretToken
        .optional()
        .describe('Redeemed if an account is made; the service is not told, and no address has it'),
    }),
    status: 200,
    reply: goTo,
    errors: ['object.not_found', 'auth.provider_failed', 'invitation.invalid', 'registration.closed'],
  },
  callback: {
    method: 'GET',
    path: '/api/auth/callback/:id',
    access: 'public',
    summary:
      'Where a service sends the person back to; goes on to the page they came from, or to /sign-in?failed=CODE (/register where they were invited)',
    params: byId,
    // OAuth 2.0 (RFC 6749, 4.1.2): what is not known is ignored
    query: z.looseObject({
      code: z.string().max(4096).optional(),
      state: z.string().max(200).optional(),
      error: z.string().max(200).optional(),
      iss: z.string().max(500).optional(),
    }),
    status: 303,
    reply: noBody,
    errors: ['object.not_found'],
  },
  mine: {
    method: 'GET',
    path: '/api/me/providers',
    access: 'approved',
    summary: 'The services one can sign in with as oneself, and those one could add',
    status: 200,
    reply: z.object({
      links: z.array(z.object({ id, name: z.string(), issuer: z.string(), linkedAt: time })),
      available: z.array(named),
    }),
    errors: [],
  },
  link: {
    method: 'POST',
    action: 'provider.link',
    path: '/api/me/providers/:id/link',
    access: 'approved',
    summary: 'Begin to add a service to one’s account; the page goes to the address in the reply',
    params: byId,
    body: z.strictObject({ next }),
    status: 200,
    reply: goTo,
    errors: ['object.not_found', 'auth.provider_failed', 'auth.session_required'],
  },
  unlink: {
    method: 'DELETE',
    action: 'provider.unlink',
    path: '/api/me/providers/:id',
    access: 'approved',
    summary: 'Take a service off one’s account; refused where it is the only way to sign in',
    params: ownById,
    status: 204,
    reply: noBody,
    errors: ['object.not_found', 'user.state', 'auth.session_required'],
  },
  listServices: {
    method: 'GET',
    path: '/api/sign-in-services',
    access: 'setting:read',
    summary: 'How the sign-in services are set up, without their secrets',
    status: 200,
    reply: z.object({
      services: z.array(signInService),
      /** For the next one, whose address for coming back has to be told to the provider first. */
      freshId: id,
      /** The origin people open, where it was set; null: whichever the page was opened with. */
      publicUrl: z.string().nullable(),
    }),
    errors: [],
  },
  addService: {
    method: 'POST',
    action: 'provider.create',
    path: '/api/sign-in-services',
    access: 'setting:change',
    summary: 'Set up a sign-in service',
    body: z.strictObject({ id, ...service, clientSecret: secret }),
    status: 201,
    reply: signInService,
    errors: [],
  },
  editService: {
    method: 'PATCH',
    action: 'provider.edit',
    path: '/api/sign-in-services/:id',
    access: 'setting:change',
    summary:
      'Change a sign-in service; without a secret the old one stays, which belongs to its issuer and does not follow to another',
    params: ownById,
    body: z.strictObject({ ...service, clientSecret: secret.optional() }),
    status: 200,
    reply: signInService,
    errors: ['object.not_found'],
  },
  deleteService: {
    method: 'DELETE',
    action: 'provider.delete',
    path: '/api/sign-in-services/:id',
    access: 'setting:change',
    summary: 'Take a sign-in service away; whoever came by it keeps their account',
    params: ownById,
    status: 204,
    reply: noBody,
    errors: ['object.not_found'],
  },
  testService: {
    method: 'POST',
    action: 'provider.test',
    path: '/api/sign-in-services/test',
    access: 'setting:change',
    summary: 'Ask an issuer about itself, and say what was found',
    body: z.strictObject({ issuer: httpAddress }),
    status: 200,
    reply: discovery,
    errors: [],
  },
});
