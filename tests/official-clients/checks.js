// What the scripts share: checks that are counted, and the control API of a mock.
'use strict';

/** Checks of one subject. */
class Checks {
  constructor(subject) {
    Object.assign(this, { subject, passed: 0, failed: 0 });
  }

  check(name, holds, detail) {
    if (holds) this.passed += 1;
    else this.failed += 1;
    if (holds) console.log(`ok     ${this.subject}: ${name}`);
    else console.log(`FAILED ${this.subject}: ${name}:`, detail);
  }

  /** Tells how many checks held, and ends the script. */
  end() {
    console.log(`${this.subject}: ${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed > 0 || this.passed === 0 ? 1 : 0);
  }
}

async function control(url, method, path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/_mock${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
  return JSON.parse(text);
}

const REQUEST_ID = /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/;

module.exports = { Checks, control, REQUEST_ID };
