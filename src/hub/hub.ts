import { z } from 'zod';

import { brandSchema } from './brand.ts';
import { cadenceSchema } from './cadence.ts';
import { daySchema } from './calendar.ts';
import { idSchema } from './ids.ts';
import { type Language, languageSchema, localisedSchema } from './languages.ts';
import { lineSchema } from './text.ts';
import { triggersSchema } from './trigger.ts';

const timeZoneSchema = z
  .string()
  .refine(isTimeZone, 'is no IANA time zone; write for example Europe/Amsterdam');

/** What a platform is for in this brand's strategy; decides which variant of a share post comes first. */
export const platformUses = [
  'findability',
  'service',
  'conversation',
  'distribution',
  'relationship',
] as const;

export type PlatformUse = (typeof platformUses)[number];

/** `content/hub.yaml`: the brand's identity and choices. */
export const hubSchema = z.strictObject({
  name: lineSchema({ max: 60 }),
  /** The public origin, without path: every absolute URL starts with it. */
  site: z.url({ protocol: /^https?$/ }).refine(
    // A refinement also runs on what the check before it refused.
    (url) => URL.parse(url)?.pathname === '/' && !url.endsWith('/'),
    'must be an origin only, without a path or final slash',
  ),
  tagline: localisedSchema(),
  description: localisedSchema(lineSchema({ min: 50, max: 160 })),
  /** A line shown on every page, for example that the brand is invented. */
  notice: localisedSchema().optional(),
  /** The first is the main one: what has no language of its own is in it. */
  languages: z
    .array(languageSchema)
    .min(1)
    .default(['nl'])
    .refine((list) => new Set(list).size === list.length, 'names a language twice; remove one'),
  timeZone: timeZoneSchema.default('Europe/Amsterdam'),
  /** In which checks speak to editors. */
  editorLanguage: languageSchema.default('en'),
  brand: brandSchema,
  organisation: z.strictObject({
    legalName: lineSchema(),
    email: z.email(),
    /** Where the brand can be written to, on one line: every issue states it, and none is sent without. */
    postalAddress: lineSchema({ max: 200 }).optional(),
    sameAs: z.array(z.url({ protocol: /^https?$/ })).default([]),
  }),
  newsletter: z.strictObject({
    name: localisedSchema(),
    /** What comes, how often and by whom: the promise beside the sign-up form. */
    promise: localisedSchema(),
    /** The sentence a subscriber agrees to; stored word for word as proof of consent. */
    consent: localisedSchema(),
    sender: z.strictObject({ name: lineSchema({ max: 60 }), address: z.email() }),
    /** The most mails that strangers may make the hub send in an hour, by typing addresses into its forms. */
    confirmMailsPerHour: z.int().min(2).max(10_000).default(60),
    /** Says beside the form how many subscribers there are, once there are enough. */
    readers: z
      .strictObject({
        /** The brand's own word for them, for example `cyclists`. */
        peers: localisedSchema(lineSchema({ max: 40 })),
        /** Up to this many no number is shown. */
        above: z.int().min(50).optional(),
      })
      .optional(),
  }),
  rights: z
    .strictObject({
      /** May machines use the text to answer questions? */
      aiInput: z.boolean().default(false),
      /** May machines learn from the text? */
      aiTraining: z.boolean().default(false),
      /** Directive (EU) 2019/790 art. 4: `reserved` is the machine-readable opt-out. */
      textMining: z.enum(['reserved', 'allowed']).default('reserved'),
    })
    .prefault({}),
  security: z.strictObject({
    contact: z.string().regex(/^(mailto:|https:\/\/)/, 'must begin with mailto: or https://'),
    /** RFC 9116 §2.5.5: less than a year ahead. */
    expires: daySchema,
  }),
  share: z
    .strictObject({
      /** The platforms the brand is active on, and what for. */
      platforms: z.record(
        idSchema,
        z.strictObject({ use: z.enum(platformUses), handle: lineSchema().optional() }),
      ),
      /** When posts are planned. */
      cadence: cadenceSchema.optional(),
      /** By which readers of standard.site follow the hub; nothing of it is shown without. */
      standardSite: z
        .strictObject({
          // https://www.w3.org/TR/did-1.1/ and https://atproto.com/specs/did: only these two methods.
          did: z
            .string()
            .regex(
              /^did:(?:plc:[a-z2-7]{24}|web:[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/,
              'is no DID of the AT protocol; it begins with did:plc: or did:web:',
            ),
        })
        .optional(),
    })
    .prefault({ platforms: {} }),
  /** Mails of the editors' own that follow on what a subscriber did. */
  triggers: triggersSchema,
  /** Rule id to severity: makes any rule stricter or milder. */
  rules: z.record(z.string(), z.enum(['error', 'warning', 'information', 'off'])).default({}),
});

export type Hub = z.infer<typeof hubSchema>;

/** The other languages of `hub`, in its order. */
export function otherLanguages(hub: Hub, language: Language): Language[] {
  return hub.languages.filter((one) => one !== language);
}

/** The main language of `hub`. */
export function mainLanguage({ languages: [first = 'nl'] }: Pick<Hub, 'languages'>): Language {
  return first;
}

/** The language of pages outside every language, such as `/404.html`: Dutch has its pages at `/` wherever it is spoken. */
export function languageAtRoot({ languages }: Pick<Hub, 'languages'>): Language {
  return languages.includes('nl') ? 'nl' : 'en';
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
