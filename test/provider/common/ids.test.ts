import { describe, expect, it } from "vitest";
import { isObjectId, isPrefixId, isUlid } from "../../../provider/src/common/ids.ts";

describe("isUlid", () => {
  it.each(["01GDBEYARHS4W4QM6X370Z5TMB", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01gdbeyarhs4w4qm6x370z5tmb"])(
    "takes %s",
    (text) => expect(isUlid(text)).toBe(true),
  );
});

describe("isPrefixId", () => {
  it.each(["int_ODCWagoG9", "alt_K22OuvPYNmCyvJ", "user_a-b_c12", "tem_1234567"])("takes %s", (text) =>
    expect(isPrefixId(text)).toBe(true),
  );
});

describe("isObjectId", () => {
  it.each([
    "",
    ".",
    "..",
    "../teams",
    "int_ODCWagoG9/../x",
    "int_ODCWagoG9?x=1",
    "int_ODCWagoG9#",
    "int_ODCWagoG9\n",
    "\nint_ODCWagoG9",
    "int_%2e%2e%2f%2e",
    "int_sixsix",
    "int_fifteenletters15",
    "INT_ODCWagoG9",
    "in_ODCWagoG9",
    "integ_ODCWagoG9",
    "01GDBEYARHS4W4QM6X370Z5TM",
    "01GDBEYARHS4W4QM6X370Z5TMB0",
    "81GDBEYARHS4W4QM6X370Z5TMB",
    "01GDBEYARHS4W4QM6X370Z5TMU",
    "01GDBEYARHS4W4QM6X370Z5TM/",
  ])("refuses %j", (text) => expect(isObjectId(text)).toBe(false));
});
