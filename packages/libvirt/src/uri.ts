import { UriError } from './errors.ts';

/** Where a libvirt URI leads and what its daemon is asked to open. */
export type Target = {
  /** What connectOpen gets: the URI without transport, host and our parameters, such as `qemu:///system`. */
  readonly name: string;
  readonly transport:
    | {
        readonly kind: 'unix' /** Tried in this order; the first that is there is used. */;
        readonly paths: readonly string[];
      }
    | { readonly kind: 'tls'; readonly host: string; readonly port: number; readonly pki: PkiPaths };
};

/** PEM files for TLS: the authority that signed the server, and our certificate with its key. */
export type PkiPaths = { readonly ca: string; readonly certificate: string; readonly key: string };

/** libvirtd's port for TLS. */
const TLS_PORT = 16514;

/** The one daemon first, then the modular one: virtqemud reaches networks and storage for its clients. */
const socketNames = ['libvirt-sock', 'virtqemud-sock'];

const pkiPaths = (folder: string | null): PkiPaths =>
  folder === null
    ? {
        ca: '/etc/pki/CA/cacert.pem',
        certificate: '/etc/pki/libvirt/clientcert.pem',
        key: '/etc/pki/libvirt/private/clientkey.pem',
      }
    : { ca: `${folder}/cacert.pem`, certificate: `${folder}/clientcert.pem`, key: `${folder}/clientkey.pem` };

/**
 * Reads a libvirt URI (libvirt.org/uri.html): `qemu:///system`, `qemu:///session`, `test:///default`, with
 * `?socket=/path`, `qemu+unix:///system`, `qemu+tls://host[:port]/system?pkipath=/folder`.
 * `runtimeDirectory` is where the session daemon keeps its socket: XDG_RUNTIME_DIR, default `/run/user/<uid>`.
 * Throws UriError, also for transports we do not speak.
 */
export function parseUri(uri: string, runtimeDirectory?: string): Target {
  const match = /^([a-z][a-z0-9]*)(?:\+([a-z0-9]+))?:\/\/([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/.exec(uri);
  if (match === null) throw new UriError(`${uri}: not a libvirt URI like qemu:///system`);
  const [, driver = '', transport, authority = '', path = '/', query = ''] = match;
  const parameters = new URLSearchParams(query);
  for (const parameter of parameters.keys()) {
    if (!['socket', 'pkipath', 'name'].includes(parameter))
      throw new UriError(`${uri}: unknown parameter ${parameter}`);
  }
  const name = parameters.get('name') ?? `${driver}://${path}`;

  if (transport === 'unix' || (transport === undefined && authority === '')) {
    if (authority !== '') throw new UriError(`${uri}: a host needs a transport such as ${driver}+tls`);
    const socket = parameters.get('socket');
    if (socket !== null)
      return { name, transport: { kind: 'unix', paths: [absolute(uri, 'socket', socket)] } };
    const session = path === '/session';
    const folder = session ? (runtimeDirectory ?? `/run/user/${process.getuid?.() ?? 0}`) : '/run';
    return { name, transport: { kind: 'unix', paths: socketNames.map((one) => `${folder}/libvirt/${one}`) } };
  }
  if (transport === 'tls' || transport === undefined) {
    const { host, port } = hostAndPort(uri, authority);
    const pkipath = parameters.get('pkipath');
    const pki = pkiPaths(pkipath === null ? null : absolute(uri, 'pkipath', pkipath));
    return { name, transport: { kind: 'tls', host, port, pki } };
  }
  throw new UriError(`${uri}: the transport ${transport} is not supported; unix and tls are`);
}

function absolute(uri: string, parameter: string, path: string): string {
  if (!path.startsWith('/')) throw new UriError(`${uri}: ${parameter} must be an absolute path`);
  return path;
}

function hostAndPort(uri: string, authority: string): { host: string; port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?))(?::(\d{1,5}))?$/.exec(
    authority,
  );
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3] ?? TLS_PORT);
  if (host === undefined || port < 1 || port > 65_535)
    throw new UriError(`${uri}: ${authority} is not a host and port`);
  return { host, port };
}
