// The official generic clients for Node.js (signature V3), @alicloud/openapi-client and @alicloud/openapi-core, against the mock.
'use strict';

const endpoint = process.argv[2].replace('http://', '');
const ACTION = 'SendVerificationCodeForEnableRD';
let failed = 0;

const clients = {
  'openapi-client': [require('@alicloud/openapi-client'), require('@alicloud/tea-util').RuntimeOptions],
  'openapi-core': [require('@alicloud/openapi-core').$OpenApiUtil, require('@darabonba/typescript').RuntimeOptions],
};
const classes = { 'openapi-client': clients['openapi-client'][0].default, 'openapi-core': require('@alicloud/openapi-core').default };

async function call(name, phone, accessKeySecret = 'testsecret') {
  const [{ Config, Params, OpenApiRequest }, RuntimeOptions] = clients[name];
  const client = new classes[name](new Config({ protocol: 'HTTP', endpoint, accessKeyId: 'testid', accessKeySecret }));
  const params = new Params({
    action: ACTION, version: '2022-04-19', protocol: 'HTTP', method: 'POST', authType: 'AK', style: 'RPC',
    pathname: '/', reqBodyType: 'json', bodyType: 'json',
  });
  const request = new OpenApiRequest({ query: { SecureMobilePhone: phone } });
  try {
    return (await client.callApi(params, request, new RuntimeOptions({}))).body.RequestId;
  } catch (error) {
    return error.code;
  }
}

async function main() {
  for (const name of Object.keys(clients)) {
    for (const [what, expected, ...args] of [
      ['the call succeeds', /^[0-9A-F-]{36}$/, '65-81234567'],
      ['an error of the table', /^InvalidParameter\.MobileCountryCode$/, '86-13900001234'],
      ['a wrong secret', /^SignatureDoesNotMatch$/, '65-1', 'wrong'],
    ]) {
      const answer = await call(name, ...args);
      const holds = expected.test(answer);
      if (!holds) failed += 1;
      console.log(holds ? `ok     ${name}: ${what}` : `FAILED ${name}: ${what}: ${answer}`);
    }
  }
  process.exit(failed > 0 ? 1 : 0);
}

main();
