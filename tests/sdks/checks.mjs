// What the scripts share: checks that are counted.

/** Checks of one SDK. */
export class Checks {
  constructor(subject) {
    Object.assign(this, { subject, passed: 0, failed: 0, calls: 0 });
  }

  check(name, holds, detail) {
    if (holds) this.passed += 1;
    else this.failed += 1;
    if (holds) console.log(`ok     ${this.subject}: ${name}`);
    else console.log(`FAILED ${this.subject}: ${name}:`, detail);
  }

  /** Calls, and holds the answer against what is expected of it. Returns the answer, or undefined. */
  async call(name, act, holds = () => true) {
    this.calls += 1;
    try {
      const answer = await act();
      this.check(name, holds(answer), JSON.stringify(answer)?.slice(0, 1000));
      return answer;
    } catch (error) {
      this.check(name, false, String(error).slice(0, 1000));
      return undefined;
    }
  }

  /** Calls what is refused with an exception of the SDK. */
  async raises(name, kind, act, holds = () => true) {
    this.calls += 1;
    try {
      const answer = await act();
      this.check(name, false, JSON.stringify(answer)?.slice(0, 1000));
    } catch (error) {
      this.check(name, error instanceof kind && holds(error), `${error?.constructor?.name}: ${error}`.slice(0, 1000));
    }
  }

  /** Says how many checks held, and ends the script. */
  end(least = 10) {
    this.check(`${least} calls or more`, this.calls >= least, this.calls);
    console.log(`${this.subject}: ${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed > 0 ? 1 : 0);
  }
}
