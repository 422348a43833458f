/** The URLs of Rootly's alert sources; light enough for every check. */

/**
 * Where a path leads to one that Rootly is to notify: `/notify/<TYPE>/<ID>`. Rootly's API and its Pulumi and Terraform
 * providers give out the URL of an alert source with these two words in it.
 *
 * Source: https://docs.rootly.com/integrations/generic-webhook-alert-source/installation
 */
const target = /(?<ofRootly>_webhooks)?\/notify(?:\/(?<type>[^/]*)(?:\/(?<id>[^/]*))?)?\/?$/;

const placeholder = /^(?:<.*>|%3c.*%3e|\{.*\}|%7b.*%7d|:\w+|type|id)$/i;

/** Whether a URL names nobody that Rootly could notify, though its path says that somebody follows. */
export function lacksNotifyTarget(url: string): boolean {
  const [path = ""] = url.split(/[?#]/);
  const found = target.exec(path)?.groups;
  if (found === undefined) {
    return false;
  }
  const words = [found["type"] ?? "", found["id"] ?? ""];
  return (
    words.some((word) => placeholder.test(word)) || (found["ofRootly"] !== undefined && words.includes(""))
  );
}
