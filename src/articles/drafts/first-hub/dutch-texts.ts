import type { FirstTexts, Subject } from './first-texts.ts';

/** Wat er op een Nederlandstalige hub staat voordat iemand iets schreef. */
export function dutchTexts({ name, email, person, newsletter }: Subject): FirstTexts {
  return {
    pages: {
      about: {
        slug: 'over-ons',
        title: `Over ${name}`,
        description: `Wie er achter ${name} zitten, waarom we hier schrijven en hoe je ons bereikt.`,
        body: `${name} publiceert hier op eigen grond: geen platform dat bepaalt wie wat te zien krijgt, en geen advertenties tussen de regels.

<Callout kind="note" title="Nog in te vullen">

Hier komt wie we zijn, waarmee we ons geld verdienen en wat je van ons mag verwachten. Tot die tijd: vraag het gerust.

</Callout>

## Wie er schrijft

Bij elk artikel staat wie het schreef en of iemand er belang bij heeft. Alle namen staan bij [de mensen](/mensen/).

## Contact

Vragen, tegenspraak en fouten die we moeten rechtzetten komen aan op [${email}](mailto:${email}).`,
      },
      privacy: {
        slug: 'privacy',
        title: 'Privacy',
        description:
          'Wat we bewaren als je hier leest of de nieuwsbrief aanvraagt, hoelang, en hoe je alles inziet of laat wissen.',
        body: `Je kunt hier lezen zonder dat wij weten dat je er was.

<Callout kind="note" title="Nog in te vullen">

Hieronder staat wat de software doet. Nog niet beschreven is wie de server beheert, welke dienst onze mail bezorgt en wat we verder met gegevens doen. Wil je dat nu al weten, schrijf dan naar [${email}](mailto:${email}).

</Callout>

## Als je leest

Pagina’s, letters, beelden en zoekfunctie komen van dit domein; je browser vraagt voor deze site bij niemand anders iets op. Er zijn geen cookies voor lezers en er draait geen programma dat bijhoudt wat je leest. Kies je zelf voor licht of donker, dan onthoudt je browser dat op je eigen apparaat.

## Als je de nieuwsbrief aanvraagt

Dan bewaren we je e-mailadres, je keuzes, langs welke weg je kwam en de precieze zin waarmee je instemde, met tijd en pagina. Die toestemming is de enige grond waarop we deze gegevens gebruiken.

- Je staat pas op de lijst als je de mail bevestigt. Doe je dat niet, dan is je aanvraag na 7 dagen weg, met adres en al.
- Om je te herkennen bewaart je browser na het versturen 7 dagen een willekeurige code. Dat is de enige cookie.
- In onze mails zit geen meetpixel.
- Tegen misbruik tellen we hoe vaak er vanaf één netwerk een formulier komt, met een onleesbare code waarvan de sleutel elke dag wisselt.

We bewaren je gegevens zolang je de nieuwsbrief krijgt. Wat je daarbij deed, bewaren we 24 maanden zonder je adres; daarna blijven alleen aantallen over. Stop je, dan onthouden we dát je stopte. Na wissen rest hooguit een code waaruit je adres niet te lezen is, zodat we je niet per ongeluk weer mailen.

## Als je iemand een vraag stelt

Je vraag, je mailadres en je naam bewaren we 7 dagen zolang je niet bevestigt, en daarna zolang het antwoord nut heeft of tot je om wissen vraagt.

## Jouw rechten

Inzien, verbeteren, meenemen, intrekken en wissen doe je zelf via [je keuzes](/nieuwsbrief/voorkeuren/), of met een mail aan [${email}](mailto:${email}). Komen we er niet uit, dan kun je klagen bij de toezichthouder: in Nederland de [Autoriteit Persoonsgegevens](https://autoriteitpersoonsgegevens.nl), in België de [Gegevensbeschermingsautoriteit](https://www.gegevensbeschermingsautoriteit.be).`,
      },
      accessibility: {
        slug: 'toegankelijkheid',
        title: 'Toegankelijkheid',
        description:
          'Waar deze site aan wil voldoen, wat we nog niet hebben onderzocht en hoe je meldt dat iets voor jou niet werkt.',
        body: `We willen dat iedereen hier kan lezen, hoe dan ook: met een scherm, een toetsenbord, een voorleesprogramma of op papier.

## Het doel

We mikken op de [richtlijnen WCAG 2.2](https://www.w3.org/TR/WCAG22/), niveau A en AA. Zonder JavaScript werkt alles behalve zoeken en zelf een weergave kiezen. Alles is met het toetsenbord te bedienen, tekst laat zich tot 200 procent vergroten en er beweegt niets als je apparaat om rust vraagt.

<Callout kind="note" title="Nog te onderzoeken">

De software is hierop getest, onze eigen teksten en beelden nog niet. Wie ze heeft onderzocht, wanneer en wat er nog niet goed is, komt hier te staan.

</Callout>

## Werkt iets voor jou niet?

Mail [${email}](mailto:${email}): op welke pagina je was en wat er misging. Dan sturen we je de inhoud op een manier die wel werkt, en zoeken we uit hoe het beter kan.`,
      },
      colophon: {
        slug: 'colofon',
        title: 'Colofon',
        description:
          'Wie deze site maakt, met welke software en letters, en wat je met onze teksten en beelden mag.',
        body: `## Uitgever

${name} geeft deze site uit en is verantwoordelijk voor wat er staat. Je bereikt ons op [${email}](mailto:${email}).

<Callout kind="note" title="Nog in te vullen">

Rechtsvorm, vestigingsadres, inschrijfnummer en btw-nummer horen hier te staan.

</Callout>

## Software en letters

De site draait op Freehold, met de [MIT-licentie](https://opensource.org/license/mit). De lopende tekst staat in Source Serif 4, koppen en knoppen in Source Sans 3, beide onder de [SIL Open Font License](https://openfontlicense.org) en van onze eigen server.

## Teksten en beelden

Tenzij er iets anders bij staat, zijn de rechten op teksten en beelden van ${name}. Citeren mag, met een link naar het artikel. Het nieuwste volg je via de [feeds](/feeds/).`,
      },
    },
    articles: {
      welcome: {
        slug: 'hier-begint-het',
        title: `Hier begint ${name}`,
        description: `Een eigen plek om te lezen wat ${name} te vertellen heeft, en drie manieren om niets te missen.`,
        alt: 'Een cirkel met een kruis op een grondlijn, als plek op een plattegrond',
        body: `Dit is het eerste artikel op een plek die van ons is. Geen tijdlijn die het na een dag wegspoelt, geen algoritme dat kiest wie het mag zien. Wat hier staat, blijft op hetzelfde adres staan.

## Zo mis je niets

- Vraag [${newsletter}](/nieuwsbrief/) aan, dan komt het nieuwe naar je toe.
- Gebruik je een feedlezer? Neem een van de [feeds](/feeds/).
- Of kom zelf terug, wanneer het jou uitkomt. We weten niet dat je er was, en dat hoeft ook niet.

## Wat je van ons mag verwachten

Bij elk artikel staat een naam, en wie er belang bij heeft. Vergissen we ons, dan zetten we dat recht op de plek waar het misging.`,
      },
      nextSteps: {
        slug: 'wat-nu',
        title: 'Wat nu? De eerste stappen met je hub',
        description:
          'Een kladje voor wie deze hub gaat vullen: wat er al staat, wat nog van jou moet komen en hoe je iets publiceert.',
        alt: 'Een cirkel met een kruis op een grondlijn, als plek op een plattegrond',
        body: `Dit artikel is een concept. Lezers zien het niet; jij ziet het alleen in \`npm run dev\`. Gooi het weg als je klaar bent.

<Steps>

1. Lees [de eerste pagina’s](/over-ons/) na. Waar “Nog in te vullen” staat, ontbreekt iets dat alleen jullie weten. Privacy eerst.
2. Kijk in \`content/hub.yaml\` of de regels over het merk en de nieuwsbrief kloppen met wat jullie willen beloven.
3. Vervang \`public/logo.svg\`, \`public/favicon.svg\` en het portret in \`content/media/\`.
4. Schrijf: \`npm run new -- article "Een goede titel"\`, en kijk mee met \`npm run dev\`.
5. Laat \`npm run check\` zeggen wat er nog aan schort, en waar.
6. Zet \`status: published\` en draai \`npm start\`. Wat gebouwd is, staat in \`dist/client/\`.

</Steps>

## Heb je al een blog?

Neem hem mee: zie “Bring your own blog” in de README.

## De velden en onderdelen

In \`content/README.md\` staat elk veld en elk onderdeel dat je in een artikel kunt gebruiken. De afzender van dit kladje is ${person}; iemand anders voeg je toe met \`npm run new -- person "Naam"\`.`,
      },
    },
    role: 'Redacteur',
    bio: `${person} schrijft voor ${name}.`,
    portrait: `Silhouet, nog geen portret van ${person}`,
    topicIntro: (topic) => `Alles wat ${name} schrijft over ${topic}.`,
  };
}
