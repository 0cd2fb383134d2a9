import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The protocol files we generate from, by their path in libvirt's source tree. */
const wanted = [
  'remote/remote_protocol.x',
  'remote/qemu_protocol.x',
  'remote/lxc_protocol.x',
  'rpc/virnetprotocol.x',
  'rpc/virkeepaliveprotocol.x',
];

/** Where the package libvirt-dev keeps the description of the API: enums, flags, error codes. */
const apiPath = 'usr/share/libvirt/api/libvirt-api.xml';

export type ProtocolSource = {
  readonly version: string;
  readonly sha256: string;
  readonly files: ReadonlyMap<string, string>;
  /** libvirt-api.xml of the same version. */
  readonly api: string;
};

/**
 * Reads the protocol files out of libvirt's source package and the API out of libvirt-dev, which apt fetches from the
 * machine's own sources. Those usually list no source packages, so apt gets a list of its own in a temporary folder;
 * nothing is installed and nothing of the host's apt configuration is changed. The version is the one apt prefers.
 */
export async function protocolFromDebian(): Promise<ProtocolSource> {
  const folder = await mkdtemp(join(tmpdir(), 'gen-libvirt-'));
  try {
    for (const part of ['lists/partial', 'cache/archives/partial', 'source']) {
      await mkdir(join(folder, part), { recursive: true });
    }
    const { stdout } = await run('apt-get', [
      'indextargets',
      '--format',
      '$(REPO_URI) $(RELEASE) $(COMPONENT)',
      'Created-By: Packages',
    ]);
    const list = join(folder, 'sources.list');
    const places = [...new Set(stdout.split('\n').filter((place) => place !== ''))];
    await writeFile(list, places.map((place) => `deb ${place}\ndeb-src ${place}\n`).join(''));
    const options = [
      `Dir::Etc::SourceList=${list}`,
      'Dir::Etc::SourceParts=/dev/null',
      `Dir::State::Lists=${join(folder, 'lists')}`,
      `Dir::Cache=${join(folder, 'cache')}`,
    ].flatMap((option) => ['-o', option]);
    await run('apt-get', [...options, '-q', 'update']);
    const cwd = join(folder, 'source');
    await run('apt-get', [...options, '-q', 'source', '--download-only', 'libvirt'], { cwd });
    const archive = (await readdir(cwd)).find((name) => /\.orig\.tar\.\w+$/.test(name));
    if (archive === undefined) throw new Error('apt fetched no source archive of libvirt');
    await run('tar', ['-xf', archive, '--wildcards', ...wanted.map((path) => `*/src/${path}`)], { cwd });
    const root = (await readdir(cwd)).find((name) => /^libvirt-[\d.]+$/.test(name));
    if (root === undefined) throw new Error('the archive holds no protocol files');
    await run('apt-get', [...options, '-q', 'download', 'libvirt-dev'], { cwd });
    const built = (await readdir(cwd)).find((name) => /^libvirt-dev_.*\.deb$/.test(name));
    if (built === undefined) throw new Error('apt fetched no libvirt-dev');
    await run('dpkg-deb', ['-x', built, 'dev'], { cwd });
    return await protocolFromTree(join(cwd, root), join(cwd, 'dev', apiPath));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Reads the protocol files of an unpacked source tree named `libvirt-VERSION`, and the API of the installed libvirt-dev
 * unless told of another. The hash covers all protocol files, in order.
 */
export async function protocolFromTree(root: string, apiFile = `/${apiPath}`): Promise<ProtocolSource> {
  const version = /libvirt-([\d.]+)\/?$/.exec(root)?.[1];
  if (version === undefined) throw new Error(`${root}: expected a folder named libvirt-VERSION`);
  const hash = createHash('sha256');
  const files = new Map<string, string>();
  for (const path of wanted) {
    const text = await readFile(join(root, 'src', path), 'utf8');
    hash.update(text);
    files.set(path, text);
  }
  return { version, sha256: hash.digest('hex'), files, api: await readFile(apiFile, 'utf8') };
}
