// Runs before anything that needs Node 24, so it is written for any Node.
var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    'Freehold needs Node 24 and found ' +
      process.versions.node +
      '.\nRun "npm ci" without --ignore-scripts, which brings it along, or install Node 24.',
  );
  process.exit(1);
}
