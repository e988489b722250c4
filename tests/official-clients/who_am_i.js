// Asks for the caller's identity, with whatever credentials the default chain finds.
'use strict';

require('./redirect');
const Credentials = require('@alicloud/credentials').default;
const { default: Client, Config, OpenApiRequest, Params } = require('@alicloud/openapi-client');
const { RuntimeOptions } = require('@alicloud/tea-util');

async function main() {
  const credential = new Credentials();
  const client = new Client(new Config({ endpoint: 'sts.aliyuncs.com', credential }));
  const params = new Params({
    action: 'GetCallerIdentity', version: '2015-04-01', protocol: 'HTTPS', method: 'POST', authType: 'AK', style: 'RPC',
    pathname: '/', reqBodyType: 'json', bodyType: 'json',
  });
  const { body } = await client.callApi(params, new OpenApiRequest({}), new RuntimeOptions({}));
  return { arn: body.Arn, provider: (await credential.getCredential()).providerName };
}

main().then(
  (found) => console.log(JSON.stringify(found)),
  (error) => {
    console.log(JSON.stringify({ error: error.message }));
    process.exitCode = 1;
  },
);
