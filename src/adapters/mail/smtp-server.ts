/** A mail server as `SMTP_URL` names it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, instead of by STARTTLS. */
  readonly isSecure: boolean;
  /** Whether a connection that stays in the clear is given up: it would show a password to the network. */
  readonly needsTls: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
}

// RFC 8314 §3.3 and §7.3: submission with TLS at once; RFC 6409 §3.1: submission
const ports = { 'smtps:': 465, 'smtp:': 587 } as const;

/** Reads `smtp://user:password@host:587`, or `smtps://` where TLS begins at once. */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = new URL(text);
  const isSecure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const user = decodeURIComponent(url.username);
  return {
    host,
    port: Number(url.port) || ports[isSecure ? 'smtps:' : 'smtp:'],
    isSecure,
    needsTls: !isSecure && user !== '' && !isLocal(host),
    login: user === '' ? null : { user, pass: decodeURIComponent(url.password) },
  };
}

/** `mail.example:465`: a server as logs name it, without the password. */
export function nameOf({ host, port }: Pick<SmtpServer, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether mail for `host` stays on this machine. */
export function isLocal(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1'].includes(host);
}
