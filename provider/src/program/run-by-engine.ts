/** Whether Pulumi's language host runs the program, through a script of the SDK. The Automation API and tests do not. */
export function isRunByEngine(): boolean {
  return /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run\b/.test(process.argv[1] ?? "");
}
