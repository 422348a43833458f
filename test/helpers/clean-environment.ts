// Runs before every test file: takes the caller's Pulumi and PagerTree settings out of the environment, so that no
// test reads, uses or shows them. Where setup keeps what it installs is no setting of theirs.

for (const name of Object.keys(process.env)) {
  if (/^(PULUMI|PAGERTREE)_/.test(name) && name !== "PULUMI_PAGERTREE_CACHE") delete process.env[name];
}
