/** Sends mails over SMTP. What the other side says stays here: the outbox keeps words of ours only. */
import { createTransport, type SendMailOptions } from 'nodemailer';
import { fieldProblem } from '#triage/contact-fields.ts';
import type { Mail } from './mail-letter.ts';
import type { Delivery } from './messages.ts';

export interface Mailer {
  /**
   * Tries once. Never throws: however it ended is the answer.
   * @param messageId the outbox message's id, so that every try of it carries the same Message-ID
   */
  send(mail: Mail, messageId: string): Promise<Delivery>;
  /** Takes no more mails; those under way are finished. */
  close(): void;
}

/**
 * @param smtpUrl `smtp://` or `smtps://`, with user and password where the server wants them
 * @param from the address mails come from; the clinic's own where there is none
 * @param timeout milliseconds for each of connecting, greeting and silence; a whole try may take six times as long
 */
export function createMailer(smtpUrl: string, from?: string, timeout = 10_000): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 3,
    // The outbox tries again; here only a connection that had died while it was idle is replaced.
    maxRequeues: 1,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail, messageId) {
      // One mailbox and nothing else: no list, no group, no line break. Whatever came before, this is checked last.
      if (fieldProblem('email', mail.to) !== undefined) return { kind: 'dead', code: 'bad_address' };
      try {
        // A server that answers a letter at a time is never silent; the limit on the whole ends that too.
        const signal = AbortSignal.timeout(timeout * 6);
        await transport.sendMail({ ...messageOf(mail, messageId, from ?? mail.replyTo), signal });
        return { kind: 'sent' };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function messageOf(mail: Mail, messageId: string, from: string): SendMailOptions {
  const { to, fromName, replyTo, subject, text, html, invitation } = mail;
  return {
    envelope: { from, to: [to] },
    from: { name: fromName, address: from },
    to: { name: '', address: to },
    replyTo: { name: '', address: replyTo },
    messageId: `<${messageId}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    subject,
    text,
    html,
    ...(invitation && { icalEvent: { method: invitation.method, content: invitation.content } }),
    // So that no holiday reply comes back.
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
  };
}

function failureOf(error: unknown): Delivery {
  const { code, command, responseCode } = partsOf(error);
  if (responseCode !== undefined) {
    // 503 is about the order of commands, not about the mail. What is refused before the recipient is named is our
    // server's trouble with us: once somebody has mended that, the same mail goes through.
    const isFinal = responseCode >= 500 && responseCode !== 503 && (command === 'RCPT TO' || command === 'DATA');
    return { kind: isFinal ? 'dead' : 'failed', code: `smtp_${responseCode}` };
  }
  if (code === 'ETIMEDOUT' || code === 'EABORT') return { kind: 'failed', code: 'timeout' };
  return { kind: 'failed', code: code !== undefined && NETWORK.includes(code) ? 'network' : 'mailer' };
}

const NETWORK = ['ECONNECTION', 'ESOCKET', 'EDNS', 'ETLS', 'EPROTOCOL', 'EPROXY', 'ESTREAM'];

function partsOf(error: unknown): { code?: string; command?: string; responseCode?: number } {
  if (!(error instanceof Error)) return {};
  const { code, command, responseCode }: Partial<Record<string, unknown>> = { ...error };
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof command === 'string' && { command }),
    ...(typeof responseCode === 'number' && { responseCode }),
  };
}
