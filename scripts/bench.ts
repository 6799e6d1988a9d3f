import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { type BuildRun, hubFolder, measureBuilds } from './bench/builds.ts';
import { measureCards } from './bench/cards.ts';
import { type CorpusFacts, seed, writeCorpus } from './bench/corpus.ts';
import { measureDigests } from './bench/digests.ts';
import { hubBytes } from './bench/hub-bytes.ts';
import { compareCounters } from './bench/counters.ts';
import { openTools, toolsHint } from './bench/counting-tools.ts';
import { importLine, measureImports } from './bench/imports.ts';
import { describeMachine, isBusy } from './bench/machine.ts';
import type { BenchReport, HubBytes } from './bench/report.ts';
import { servingLine } from './bench/serving-tables.ts';
import { measureSending, sendingLine } from './bench/sending.ts';
import { measureServing } from './bench/serving.ts';
import { measureShare } from './bench/share.ts';
import { summaryOf } from './bench/summary.ts';
import { runLine, tablesOf } from './bench/tables.ts';
import { type Output, runCommand, terminal } from './support/command.ts';

const parts = [
  'build',
  'cards',
  'sharing',
  'counting',
  'pages',
  'serving',
  'sending',
  'digests',
  'import',
] as const;

type Part = (typeof parts)[number];

const usage = `Measures builds, cards, share posts, imports and what readers download, on generated hubs, and how a hub serves.

  npm run bench -- [--sizes 100,1000] [--rounds 1] [--only ${parts.join(',')}] [--cards 200] [--seconds 5] [--mails 2000] [--tools <folder>] [--json]

  --sizes    articles of each hub
  --rounds   how often each build is measured; five or more for a figure to keep
  --only     the parts to run; all when left out
  --cards    how many cards to draw
  --seconds  how long each server is put under load, in each of the rounds
  --mails    how many mails of an issue each sender sends, in each of the rounds
  --tools    where other counters of posts are installed, to count beside ours: ${toolsHint}
  --json     prints the report for a program instead of tables

Every build and server is a process of its own. A stock Astro project builds the same articles in turn with the hub, for
ratios; Astro's own server serves the same page, stores without group commit take the same sign-ups, and nodemailer sends
the same mails. The report is also written to exports/bench/. 1,000 articles take some minutes.

Example: npm run bench -- --sizes 100 --only build,pages`;

/** Where the benchmark works and where its reports go; tests choose others. */
export interface BenchPlace {
  readonly workFolder: string;
  readonly resultFolder: string;
}

/** As many personal digests are composed. */
const benchedDigests = 100_000;

const projectRoot = path.resolve(import.meta.dirname, '..');

const standardPlace: BenchPlace = {
  // Inside the project, since MDX looks for node_modules from the articles upwards.
  workFolder: path.join(projectRoot, '.cache/bench'),
  resultFolder: path.join(projectRoot, 'exports/bench'),
};

/** Runs the benchmark and returns the exit status: 0 done, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  place: BenchPlace = standardPlace,
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      sizes: { type: 'string', default: '100,1000' },
      rounds: { type: 'string', default: '1' },
      only: { type: 'string', default: parts.join(',') },
      cards: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '5' },
      mails: { type: 'string', default: '2000' },
      tools: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }
  const sizes = options.sizes.split(',').map(Number);
  const { rounds, cards, seconds, mails } = {
    rounds: Number(options.rounds),
    cards: Number(options.cards),
    seconds: Number(options.seconds),
    mails: Number(options.mails),
  };
  if (![...sizes, rounds, cards, seconds, mails].every((one) => Number.isInteger(one) && one > 0)) {
    output.remark('--sizes, --rounds, --cards, --seconds and --mails take whole numbers above 0.');
    return 2;
  }
  const chosen = options.only.split(',');
  if (!chosen.every(isPart)) {
    output.remark(`--only takes ${parts.join(', ')}.`);
    return 2;
  }

  const { workFolder, resultFolder } = place;
  const report = await bench(
    { sizes, rounds, cards, seconds, mails, chosen, tools: options.tools },
    { output, workFolder },
  );
  const file = path.join(resultFolder, `${report.startedAt.replaceAll(':', '').slice(0, 17)}.json`);
  await mkdir(resultFolder, { recursive: true });
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  output.data(options.json ? JSON.stringify(report) : tablesOf(report));
  output.remark(`\nWritten to ${path.relative('.', file)}.`);
  return 0;
}

async function bench(
  {
    sizes,
    rounds,
    cards,
    seconds,
    mails,
    chosen,
    tools,
  }: {
    sizes: number[];
    rounds: number;
    cards: number;
    seconds: number;
    mails: number;
    chosen: readonly Part[];
    tools: string | undefined;
  },
  { output, workFolder }: { output: Output; workFolder: string },
): Promise<BenchReport> {
  const startedAt = new Date().toISOString();
  const machine = await describeMachine();
  const busy = isBusy(machine);
  if (busy) {
    output.remark(
      `The load is ${machine.load.toFixed(1)} on ${machine.cores} cores: seconds say little now, and ratios of CPU time are rough.`,
    );
  }
  const corpora = new Map<number, CorpusFacts>();
  const corpus = async (articles: number) => {
    const root = hubFolder(workFolder, articles);
    if (!corpora.has(articles)) corpora.set(articles, await writeCorpus(root, articles));
    return root;
  };

  let builds: BuildRun[] = [];
  if (chosen.includes('build')) {
    const onRun = (run: BuildRun) => output.remark(runLine(run));
    const measured = await measureBuilds({ sizes, rounds, onRun }, { projectRoot, workFolder });
    builds = measured.runs;
    for (const facts of measured.corpora) corpora.set(facts.articles, facts);
  }
  const pages: HubBytes[] = [];
  if (chosen.includes('pages')) {
    const hubs = [
      ...sizes.map((articles) => ({
        root: hubFolder(workFolder, articles),
        hub: `${articles} articles`,
      })),
      { root: projectRoot, hub: 'the hub in content/' },
    ];
    for (const { root, hub } of hubs) {
      const found = await hubBytes(root, hub);
      if (found) pages.push(found);
      else output.remark(`  ${hub}: not built yet, so its pages are left out.`);
    }
  }
  const share = [];
  if (chosen.includes('sharing')) {
    for (const articles of sizes) {
      share.push(...(await measureShare(await corpus(articles), { articles, projectRoot })));
    }
  }
  const cardRuns = chosen.includes('cards')
    ? await measureCards(await corpus(cards), { count: cards, workers: [1, 2] })
    : [];
  const serving = chosen.includes('serving')
    ? await measureServing(
        { rounds, seconds, onRun: (run) => output.remark(servingLine(run)) },
        { projectRoot, workFolder },
      )
    : null;
  const sending = chosen.includes('sending')
    ? await measureSending(
        { rounds, mails, onRun: (run) => output.remark(sendingLine(run)) },
        { workFolder: path.join(workFolder, 'sending') },
      )
    : null;
  const digests = chosen.includes('digests')
    ? await measureDigests(benchedDigests, { projectRoot })
    : [];
  const imports = chosen.includes('import')
    ? await measureImports(
        { sizes, onRun: (run) => output.remark(importLine(run)) },
        { projectRoot, workFolder },
      )
    : [];
  return {
    startedAt,
    seed,
    machine,
    busy,
    corpora: [...corpora.values()],
    builds,
    summary: summaryOf(builds),
    cards: cardRuns,
    share,
    counters: chosen.includes('counting')
      ? compareCounters(tools === undefined ? {} : await openTools(tools))
      : [],
    pages,
    serving,
    sending,
    digests,
    imports,
  };
}

function isPart(name: string): name is Part {
  return parts.some((part) => part === name);
}

await runCommand(import.meta, main);
