/** How this package introduces itself to PagerTree. */

/** The version of this package; a test holds it against package.json, which a compiled module cannot import. */
export const version = "0.1.0";

/** The value of the header `User-Agent`. */
export const userAgent = `pulumi-pagertree/${version} (node ${process.versions.node}; ${process.platform})`;
