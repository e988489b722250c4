// The official generic clients for Node.js, @alicloud/openapi-client and @alicloud/openapi-core, against the mock.
'use strict';

const { Checks, REQUEST_ID } = require('./checks');
const { KEYS, ofStyle } = require('./clients');

const url = process.argv[2];
const checks = new Checks('openapi');

async function main() {
  for (const { name, call } of ofStyle('RPC').filter(({ name }) => name.startsWith('openapi'))) {
    const send = async (phone, keys = {}) => {
      const query = { SecureMobilePhone: phone };
      const asked = { action: 'SendVerificationCodeForEnableRD', version: '2022-04-19', query, keys: { ...KEYS, ...keys } };
      return call(url, asked).then((body) => body.RequestId, (error) => error.code);
    };
    for (const [what, expected, ...sent] of [
      ['the call succeeds', REQUEST_ID, '65-81234567'],
      ['an error of the table', /^InvalidParameter\.MobileCountryCode$/, '86-13900001234'],
      ['a wrong secret', /^SignatureDoesNotMatch$/, '65-1', { accessKeySecret: 'wrong' }],
    ]) {
      const answer = await send(...sent);
      checks.check(`${name}: ${what}`, expected.test(answer), answer);
    }
  }
  checks.end();
}

main();
