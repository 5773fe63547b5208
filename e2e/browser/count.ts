// Ends a run with a line that `.ci/test` adds up: `browser tests: N passed, N failed`.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Count implements Reporter {
  private passed = 0;
  private failed = 0;

  onTestEnd(_test: TestCase, result: TestResult) {
    if (result.status === "passed") this.passed += 1;
    else this.failed += 1;
  }

  onEnd() {
    console.log(`\nbrowser tests: ${this.passed} passed, ${this.failed} failed`);
  }
}
