import type { FirstTexts, Subject } from './first-texts.ts';

/** What an English hub says before anybody wrote a word. */
export function englishTexts({ name, email, person, newsletter }: Subject): FirstTexts {
  return {
    pages: {
      about: {
        slug: 'about',
        title: `About ${name}`,
        description: `Who is behind ${name}, why we write here and how to reach us when you have something to say.`,
        body: `${name} publishes here on ground of its own: no platform decides who gets to see what, and there are no advertisements between the lines.

<Callout kind="note" title="Still to be written">

This is where you will read who we are, how we earn our keep and what you may expect of us. Until then, just ask.

</Callout>

## Who writes

Every article says who wrote it and whether anyone has an interest in it. All names are with [the people](/en/people/).

## Contact

Questions, disagreement and mistakes that we must put right reach us at [${email}](mailto:${email}).`,
      },
      privacy: {
        slug: 'privacy',
        title: 'Privacy',
        description:
          'What we keep when you read here or ask for the newsletter, for how long, and how to see or erase all of it.',
        body: `You can read this site without our knowing that you were here.

<Callout kind="note" title="Still to be written">

Below stands what the software does. Not described yet are who runs the server, which service delivers our mail and what else we do with data. If you want to know now, write to [${email}](mailto:${email}).

</Callout>

## When you read

Pages, typefaces, pictures and search come from this domain; your browser asks nobody else for anything on this site’s behalf. There are no cookies for readers and no program records what you read. If you choose the light or dark appearance yourself, your browser remembers that on your own device.

## When you ask for the newsletter

We then keep your e-mail address, your choices, by what way you came and the exact sentence you agreed to, with time and page. That consent is the only ground on which we use these data.

- You are on the list only when you confirm the mail. If you don’t, your request is gone after 7 days, address and all.
- To recognise you, your browser keeps a random code for 7 days after you send the form. It is the only cookie.
- Our mails contain no tracking pixel.
- Against abuse we count how many forms come from one network, with an unreadable code whose key changes every day.

We keep your data for as long as you receive the newsletter. What you did with it we keep for 24 months without your address; after that only counts remain. When you leave, we remember that you left. After erasing, what may remain is a code from which nobody can read your address, so that we don’t mail you again by accident.

## When you put a question to somebody

We keep your question, your address and your name for 7 days while unconfirmed, and after that for as long as the answer is useful or until you ask us to erase it.

## Your rights

You see, correct, take along, withdraw and erase it all yourself by way of [your choices](/en/newsletter/preferences/), or with a mail to [${email}](mailto:${email}). If we can’t settle it, you may complain to the [data protection authority](https://www.edpb.europa.eu/about-edpb/about-edpb/members_en) of your country.`,
      },
      accessibility: {
        slug: 'accessibility',
        title: 'Accessibility',
        description:
          'What this site aims at, what we have not examined yet, and how to tell us that something does not work for you.',
        body: `We want everybody to be able to read here, in whatever way: on a screen, by keyboard, with a screen reader or on paper.

## What we aim at

We aim at the [Web Content Accessibility Guidelines 2.2](https://www.w3.org/TR/WCAG22/), levels A and AA. Without JavaScript everything works except for search and choosing an appearance. Everything can be operated from the keyboard, text can be enlarged to 200 per cent, and nothing moves if your device asks for rest.

<Callout kind="note" title="Still to be examined">

The software was tested for this; our own texts and pictures were not yet. Who examined them, when, and what is not right will be said here.

</Callout>

## Does something not work for you?

Write to [${email}](mailto:${email}) and say which page you were on and what went wrong. We will send you the content in a form that does work, and find out how to do better.`,
      },
      colophon: {
        slug: 'colophon',
        title: 'Colophon',
        description:
          'Who makes this site, with which software and typefaces, and what you may do with our texts and pictures.',
        body: `## Publisher

${name} publishes this site and answers for what it says. You reach us at [${email}](mailto:${email}).

<Callout kind="note" title="Still to be written">

The legal form, the registered address and the numbers of registration belong here.

</Callout>

## Software and typefaces

The site runs on Freehold, under the [MIT licence](https://opensource.org/license/mit). Running text is set in Source Serif 4, headings and buttons in Source Sans 3, both under the [SIL Open Font License](https://openfontlicense.org) and served from our own server.

## Texts and pictures

Unless it says otherwise, the rights in texts and pictures belong to ${name}. You may quote, with a link to the article. To follow what is new, take one of the [feeds](/en/feeds/).`,
      },
    },
    articles: {
      welcome: {
        slug: 'where-it-begins',
        title: `This is where ${name} begins`,
        description: `A place of our own to read what ${name} has to tell, and three ways of not missing any of it.`,
        alt: 'A circle with a cross on a base line, like a place on a plan',
        body: `This is the first article in a place that is ours. No timeline washes it away after a day, and no algorithm chooses who may see it. What stands here stays at the same address.

## How not to miss anything

- Ask for [${newsletter}](/en/newsletter/), and what is new comes to you.
- If you use a feed reader, take one of the [feeds](/en/feeds/).
- Or come back by yourself, whenever it suits you. We don’t know that you were here, and we don’t have to.

## What you may expect of us

Every article carries a name, and says who has an interest in it. When we are wrong, we put it right in the place where it went wrong.`,
      },
      nextSteps: {
        slug: 'what-next',
        title: 'What next? The first steps with your hub',
        description:
          'A note for whoever is going to fill this hub: what is there, what only you can add, and how to publish something.',
        alt: 'A circle with a cross on a base line, like a place on a plan',
        body: `This article is a draft. Readers don’t see it; you see it in \`npm run dev\` only. Throw it away when you are done.

<Steps>

1. Read [the first pages](/en/about/). Wherever they say “Still to be written”, something is missing that only you know. Privacy first.
2. See in \`content/hub.yaml\` whether the lines about the brand and the newsletter promise what you want to promise.
3. Replace \`public/logo.svg\`, \`public/favicon.svg\` and the portrait in \`content/media/\`.
4. Write: \`npm run new -- article "A good title"\`, and watch it with \`npm run dev\`.
5. Let \`npm run check\` say what is still wrong, and where.
6. Set \`status: published\` and run \`npm start\`. What was built is in \`dist/client/\`.

</Steps>

## Do you have a blog already?

Bring it along: see “Bring your own blog” in the README.

## Fields and components

\`content/README.md\` has every field and every component that you can use in an article. This note is signed by ${person}; add somebody else with \`npm run new -- person "Name"\`.`,
      },
    },
    role: 'Editor',
    bio: `${person} writes for ${name}.`,
    portrait: `Outline, not yet a portrait of ${person}`,
    topicIntro: (topic) => `All that ${name} writes about ${topic}.`,
  };
}
