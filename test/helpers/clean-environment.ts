// Runs before every test file: takes the caller's Pulumi and PagerTree settings out of the environment, so that no
// test reads, uses or shows them.

for (const name of Object.keys(process.env)) {
  if (/^(PULUMI|PAGERTREE)_/.test(name)) delete process.env[name];
}
