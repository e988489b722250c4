// The official generic clients for Node.js go through the flow of tests/flows/enterprise.json: npm has no SDK of Resource Directory.
'use strict';

const { readFileSync } = require('fs');
const { join } = require('path');
const { control } = require('./checks');
const { ofStyle } = require('./clients');

const url = process.argv[2];
const flows = join(__dirname, '..', 'flows');
const STEPS = JSON.parse(readFileSync(join(flows, 'enterprise.json'), 'utf8'));
const EXPECTED = readFileSync(join(flows, 'enterprise.txt'), 'utf8').trimEnd().split('\n');

/** The arguments of a step, with what earlier steps have kept, as the flat parameters that this product has on the wire. */
function parameters(step, kept) {
  const flat = {};
  const add = (name, value) => {
    if (Array.isArray(value)) value.forEach((item, index) => add(`${name}.${index + 1}`, item));
    else if (value !== null && typeof value === 'object') for (const key of Object.keys(value)) add(`${name}.${key}`, value[key]);
    else flat[name] = filled(String(value), kept);
  };
  for (const [name, value] of Object.entries(step.with ?? {})) add(name, value);
  return flat;
}

const filled = (text, kept) => Object.entries(kept).reduce((all, [name, value]) => all.replaceAll(`$${name}`, value), text);

/** What is at a path of the body, or of each item of a list on the way. */
const at = (body, path) =>
  path.split('.').reduce((places, name) => places.flat().map((place) => place[name]).filter((place) => place !== undefined), [body])
    .map((place) => (typeof place === 'string' ? place : JSON.stringify(place)));

/** The code of an error and its status, which each client keeps elsewhere. */
const failed = (error) => {
  if (!error.code || !(error.statusCode ?? error.data)) throw error;
  const status = error.statusCode ?? error.data.statusCode ?? error.entry?.response?.statusCode;
  return `${status} ${error.code.replace(/^.*code: /, '')}`;
};

async function run({ name, call }) {
  await control(url, 'POST', '/reset');
  const keys = {};
  for (const user of ['alice', 'bob']) keys[user] = { accessKeyId: user, accessKeySecret: `${user}-secret` };
  const kept = {};
  const lines = [];
  for (const step of STEPS) {
    if (step.advance) await control(url, 'POST', '/clock/advance', { seconds: step.advance });
    else if (step.code) kept[step.code] = (await control(url, 'GET', '/codes'))[0].code;
    else if (step.assume) {
      const query = { RoleArn: filled(step.assume, kept), RoleSessionName: 'flow' };
      const { Credentials } = await call(url, { action: 'AssumeRole', version: '2015-04-01', query, keys: keys[step.by] });
      const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret, SecurityToken: securityToken } = Credentials;
      keys[step.is] = { accessKeyId, accessKeySecret, securityToken };
    } else {
      try {
        const query = parameters(step, kept);
        const body = await call(url, { action: step.call, version: '2022-04-19', query, keys: keys[step.as] });
        for (const [key, path] of Object.entries(step.keep ?? {})) [kept[key]] = at(body, path);
        lines.push([`${step.call}: ok`, ...(step.tell ?? []).flatMap((path) => at(body, path))].join(' '));
      } catch (error) {
        lines.push(`${step.call}: ${failed(error)}`);
      }
    }
  }
  lines.forEach((line, index) => {
    if (line !== EXPECTED[index]) console.log(`FAILED enterprise ${name}: call ${index + 1} came to \`${line}\`, not \`${EXPECTED[index]}\``);
  });
  const same = lines.length === EXPECTED.length && lines.every((line, index) => line === EXPECTED[index]);
  console.log(`enterprise ${name}: ${lines.length} calls of ${EXPECTED.length}, ${same ? '' : 'not '}as the Rust client sees them`);
  return same;
}

async function main() {
  let held = true;
  for (const client of ofStyle('RPC').filter(({ name }) => name.startsWith('openapi-core RPC') || name === 'pop-core RPC')) {
    held = (await run(client)) && held;
  }
  process.exit(held ? 0 : 1);
}

main();
