// Ends a run with a line that `.ci/test` adds up, `browser tests: N passed, N failed`, and the names of those that failed, or that passed only
// when they were asked again.
import type { FullConfig, Reporter, Suite } from "@playwright/test/reporter";

export default class Count implements Reporter {
  private suite?: Suite;

  onBegin(_config: FullConfig, suite: Suite) {
    this.suite = suite;
  }

  onEnd() {
    const tests = this.suite?.allTests() ?? [];
    const of = (outcome: string) => tests.filter((test) => test.outcome() === outcome);
    const [passed, failed, unsteady] = [of("expected"), of("unexpected"), of("flaky")];
    const named = (what: string, of: typeof tests) => of.map((test) => `browser test ${what}: ${test.titlePath().filter(Boolean).join(" › ")}`);
    const lines = [...named("failed", failed), ...named("unsteady", unsteady), `browser tests: ${passed.length + unsteady.length} passed, ${failed.length} failed`];
    console.log(`\n${lines.join("\n")}`);
  }
}
