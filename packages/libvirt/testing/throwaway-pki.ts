import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate authority for one test, with Debian's `openssl`. */
export type ThrowawayCa = {
  /** The PEM file of its own certificate. */
  readonly certificate: string;
  /** Issues a certificate to `folder`/`name`cert.pem and its key to `folder`/`name`key.pem. */
  readonly issue: (
    name: string,
    options: {
      /** The certificate's common name, without spaces. */
      commonName: string;
      use: 'server' | 'client';
      /** Such as `IP:127.0.0.1`; a server is recognised by these alone. */
      names?: readonly string[];
      expired?: boolean;
    },
  ) => Promise<{ certificate: string; key: string }>;
};

const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';

/**
 * Makes an authority whose files lie in `folder`, named as libvirt's `pkipath` wants them: `cacert.pem`, and
 * `clientcert.pem` with `clientkey.pem` once `client` was issued.
 */
export async function makeThrowawayCa(folder: string): Promise<ThrowawayCa> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const openssl = (words: string) => run('openssl', words.split(' '), { cwd: folder });
  await openssl(
    `req -x509 ${newKey} -subj /CN=throwaway -days 2 -keyout cakey.pem -out cacert.pem ` +
      '-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign',
  );
  let serial = 1;
  return {
    certificate: join(folder, 'cacert.pem'),
    issue: async (name, { commonName, use, names = [], expired = false }) => {
      const [request, extensions] = [`${name}.csr`, `${name}.ext`];
      const key = `${name}key.pem`;
      await openssl(`req -new ${newKey} -subj /CN=${commonName} -keyout ${key} -out ${request}`);
      const lines = [
        'basicConstraints=critical,CA:FALSE',
        'keyUsage=critical,digitalSignature,keyEncipherment', // libvirt insists on both
        `extendedKeyUsage=${use}Auth`,
        ...(names.length > 0 ? [`subjectAltName=${names.join(',')}`] : []),
      ];
      await writeFile(join(folder, extensions), lines.join('\n'));
      serial += 1;
      const certificate = `${name}cert.pem`;
      await openssl(
        `x509 -req -in ${request} -CA cacert.pem -CAkey cakey.pem -set_serial ${serial} ` +
          `-days ${expired ? -1 : 1} -extfile ${extensions} -out ${certificate}`,
      );
      return { certificate: join(folder, certificate), key: join(folder, key) };
    },
  };
}
