/** A real SMTP server on a free port of this machine that keeps what it is given. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerError } from 'smtp-server';

export interface ReceivedMail {
  /** The envelope's. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

export interface SmtpServer {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  /** Each address a RCPT named, taken or refused. */
  readonly recipients: readonly string[];
  /** From now on says no at this command; without one takes everything again. */
  refuse(at?: 'mail' | 'rcpt' | 'data', code?: number): void;
  close(): Promise<void>;
}

export interface SmtpOptions {
  /** What it asks of senders; default: nothing. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Default: a free one. */
  readonly port?: number;
  /** Runs when it has a mail and has not yet said so. */
  readonly beforeReply?: (mail: ReceivedMail) => Promise<unknown>;
}

export async function startSmtp({ login, port: wanted = 0, beforeReply }: SmtpOptions = {}): Promise<SmtpServer> {
  const received: ReceivedMail[] = [];
  const recipients: string[] = [];
  let no: { readonly at: string; readonly code: number } | undefined;
  const refusal = (at: string): SMTPServerError | null =>
    no?.at === at ? Object.assign(new Error('no, and Quokka says why'), { responseCode: no.code }) : null;

  const server = new SMTPServer({
    disabledCommands: login ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 200,
    onAuth: ({ username, password }, _session, done) => {
      const isTheirs = username === login?.user && password === login?.password;
      done(isTheirs ? null : new Error('who are you'), { user: username });
    },
    onMailFrom: (_address, _session, done) => done(refusal('mail')),
    onRcptTo: ({ address }: SMTPServerAddress, _session, done) => {
      recipients.push(address);
      done(refusal('rcpt'));
    },
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom ? mailFrom.address : '';
      const to = rcptTo.map(({ address }) => address);
      readAll(stream)
        .then(async raw => {
          const refused = refusal('data');
          const mail = { from, to, raw };
          if (refused === null) received.push(mail);
          await beforeReply?.(mail);
          done(refused);
        })
        .catch(done);
    },
  });
  // Clients that go away in the middle are part of the tests.
  server.on('error', () => {});
  const port = await portOf(server.listen(wanted, '127.0.0.1'));
  const who = login ? `${login.user}:${login.password}@` : '';
  return {
    url: `smtp://${who}127.0.0.1:${port}`,
    received,
    recipients,
    refuse: (at, code = 550) => {
      no = at && { at, code };
    },
    close: () => new Promise(done => server.close(() => done())),
  };
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** As a mail program reads it. */
export const readMail = ({ raw }: ReceivedMail): Promise<Email> => PostalMime.parse(raw);

/**
 * Something that listens where an SMTP server should, and is none.
 * @param onConnect what it does with a client
 */
export async function startStranger(onConnect: (socket: Socket) => void): Promise<Pick<SmtpServer, 'url' | 'close'>> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnect(socket);
  });
  const port = await portOf(server.listen(0, '127.0.0.1'));
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise(done => server.close(done));
  };
  return { url: `smtp://127.0.0.1:${port}`, close };
}

async function portOf(server: Server): Promise<number> {
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
