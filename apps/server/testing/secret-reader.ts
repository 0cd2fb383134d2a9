import { readSecret } from '../src/auth/secret.ts';

/** Says the secret of a home, as a server that starts would read it. */
process.stdout.write(readSecret(process.argv[2] ?? '', undefined));
