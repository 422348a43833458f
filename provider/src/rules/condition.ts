/** A condition on one value, as PagerTree's rules have it: sift's, without its operator that runs code. */
import {
  $all,
  $elemMatch,
  $eq,
  $exists,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $mod,
  $ne,
  $nin,
  $not,
  $options,
  $regex,
  $size,
  $type,
  createQueryTester,
} from "sift";

/** Source: https://pagertree.com/docs/routers#operators */
const operations = {
  $all,
  $elemMatch,
  $eq,
  $exists,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $mod,
  $ne,
  $nin,
  $not,
  $options,
  $regex,
  $size,
  $type,
};

/** The names of the operators on a value. */
export type ValueOperator = keyof typeof operations;

/**
 * The test of a condition.
 *
 * @throws if the condition is none that can be applied.
 */
export function conditionTest(condition: unknown): (value: unknown) => boolean {
  // With the value in a field of its own, a condition can be a plain value as well.
  const test = createQueryTester<{ value: unknown }>({ value: condition }, { operations });
  return (value) => test({ value });
}
