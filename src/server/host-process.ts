import { type Host, type HostOptions, startHost } from './host.ts';
import { AddressError } from './listen.ts';
import type { HostedServices } from './live-host.ts';
import { faultLine } from './log-line.ts';

/**
 * Serves the hub for the life of this process and returns its exit status: 0 after SIGTERM or
 * SIGINT, 1 when the address cannot be taken. `onReady` is told once the hub answers. A fault that
 * nobody handles ends the process at once with status 1: what it left behind cannot be trusted.
 */
export async function serveUntilStopped<Services extends HostedServices>(
  options: HostOptions<Services>,
  onReady: (host: Host) => void = () => {},
): Promise<number> {
  const { log, services } = options;
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(event, (error: unknown) => {
      log(`stopped by a fault: ${faultLine(error)}`);
      process.exit(1);
    });
  }

  const stopped = stopSignal();
  try {
    const host = await startHost(options);
    onReady(host);
    log(`${await stopped} received: finishing what is underway`);
    await host.close();
    exitSoon();
    return 0;
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    log(error.message);
    await services.close();
    return 1;
  }
}

/** Resolves at the first signal to stop; a second one ends the process without waiting. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve(signal);
        process.once(signal, () => process.exit(1));
      });
    }
  });
}

/** Something that still holds the process open must not keep it alive. */
function exitSoon(): void {
  setTimeout(() => process.exit(), 1_000).unref();
}
