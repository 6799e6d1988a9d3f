import type { WebhookTarget } from '#adapters/webhook-sender.ts';

/** The variables that say where another system is told what happens to subscriptions, as they were given. */
export interface WebhookVariables {
  readonly WEBHOOK_URL?: string | undefined;
  readonly WEBHOOK_SECRET?: string | undefined;
  readonly WEBHOOK_ADDRESS: boolean;
}

export interface WebhookSettings extends WebhookTarget {
  /** Whether the address of a subscriber is told too. */
  readonly withAddress: boolean;
}

const makeSecret = 'echo "whsec_$(openssl rand -base64 32)"';

/** The webhook of `variables`; nothing where none is set, and lines that say what to do where they do not fit. */
export function webhookOf({
  WEBHOOK_URL: url,
  WEBHOOK_SECRET: secret,
  WEBHOOK_ADDRESS: withAddress,
}: WebhookVariables): { webhook?: WebhookSettings; problems: string[] } {
  if (url === undefined && secret === undefined && !withAddress) return { problems: [] };
  const problems = [
    ...(url === undefined ? ['WEBHOOK_URL is not set; write where notices go'] : []),
    ...(secret === undefined
      ? [`WEBHOOK_SECRET is not set; write the key that both sides know, made with: ${makeSecret}`]
      : []),
    ...(secret !== undefined && !isSecret(secret)
      ? [
          `WEBHOOK_SECRET is not usable; write whsec_ and 24 to 64 bytes in base64, made with: ${makeSecret}`,
        ]
      : []),
  ];
  if (url === undefined || secret === undefined || problems.length > 0) return { problems };
  return { webhook: { url, secret, withAddress }, problems };
}

// Standard Webhooks, "Signature scheme": between 24 and 64 bytes
function isSecret(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  const { length } = Buffer.from(base64 ?? '', 'base64');
  return length >= 24 && length <= 64;
}
