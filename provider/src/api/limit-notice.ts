/** Says that PagerTree limits the requests, so that a run that waits does not look like one that hangs. */

/** Takes note that a request was refused with 429 and is sent again after so many milliseconds. */
export type TellLimit = (milliseconds: number) => void;

/** Says it at the first limit only: a run of a thousand resources meets many. */
export function createLimitNotice(tell: (message: string) => void): TellLimit {
  let isTold = false;
  return (milliseconds) => {
    if (!isTold) {
      isTold = true;
      const seconds = Math.ceil(milliseconds / 1_000);
      tell(
        `PagerTree limits requests; waiting ${seconds} s. From now on they are sent as fast as it lets them pass.`,
      );
    }
  };
}
