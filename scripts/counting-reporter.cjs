/* global process */
/**
 * A mocha reporter for all our test runs: what mocha's own reporter prints (`spec`, or the one that the option `style` names),
 * and the counts as JSON in the file that `WEIGHBRIDGE_TEST_RESULTS` names.
 */
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class CountingReporter {
  constructor(runner, options) {
    const style = options.reporterOptions?.style ?? 'spec';
    const { stats } = new reporters[style](runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const file = process.env.WEIGHBRIDGE_TEST_RESULTS;
      if (!file) return;
      writeFileSync(file, JSON.stringify({ passed: stats.passes, failed: stats.failures, skipped: stats.pending }));
    });
  }
};
