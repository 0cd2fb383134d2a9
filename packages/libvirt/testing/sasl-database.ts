import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Makes `folder`/sasl.db and `folder`/libvirt.conf, so that a libvirtd whose environment names the folder as
 * SASL_CONF_PATH lets `user` in by SCRAM-SHA-256. The database is what Debian's saslpasswd2 would make: Berkeley DB,
 * written by Perl, which every Debian has.
 */
export async function makeSaslDatabase(
  folder: string,
  { user, realm, password }: { user: string; realm: string; password: string },
): Promise<void> {
  const database = join(folder, 'sasl.db');
  const script = `use DB_File; use Fcntl; my ($file, $key, $value) = @ARGV; $key =~ s/\\t/\\0/g;
    tie(my %db, 'DB_File', $file, O_CREAT | O_RDWR, 0644, $DB_HASH) or die $!; $db{$key} = $value;`;
  await run('perl', ['-e', script, database, [user, realm, 'userPassword'].join('\t'), password]);
  const lines = ['mech_list: scram-sha-256', 'pwcheck_method: auxprop', `sasldb_path: ${database}`];
  await writeFile(join(folder, 'libvirt.conf'), `${lines.join('\n')}\n`);
}
