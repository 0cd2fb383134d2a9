import { startTestServer, type TestServer } from './server.ts';
import { type SmtpServer, startSmtpServer } from './smtp-server.ts';

/** A server that writes letters, and the mail server that takes them; `env` is for another process beside it. */
export const startServerWithMail = async (): Promise<{
  server: TestServer;
  smtp: SmtpServer;
  env: Readonly<Record<string, string>>;
  close: () => Promise<void>;
}> => {
  const smtp = await startSmtpServer();
  const env = {
    SMTP_URL: smtp.url,
    MAIL_FROM: 'limen@example.org',
    LIMEN_PUBLIC_URL: 'https://limen.example.org',
  };
  const server = await startTestServer({ env });
  const close = async (): Promise<void> => {
    await server.close();
    await smtp.close();
  };
  return { server, smtp, env, close };
};
