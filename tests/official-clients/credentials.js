// The official credentials library for Node.js against the mock: roles are assumed at sts.aliyuncs.com, by https.
'use strict';

require('./redirect');
const { Checks } = require('./checks');
const { default: Credentials, Config } = require('@alicloud/credentials');

const checks = new Checks('credentials node');
const ROLE = {
  type: 'ram_role_arn', accessKeyId: 'alice', accessKeySecret: 'alice-secret',
  roleArn: 'acs:ram::1234567890123456:role/admin', roleSessionName: 'test',
};

async function main() {
  for (const [name, config, expected] of [
    ['a role is assumed', {}, /^STS\./],
    ['a session policy that is none', { policy: '{}' }, /InvalidParameter\.PolicyGrammar/],
    // It finds its own string to sign in the message, so that only the secret can be wrong.
    ['a secret that is wrong', { accessKeySecret: 'wrong' }, /^the access key secret is invalid$/],
    ['an unknown access key', { accessKeyId: 'unknown' }, /InvalidAccessKeyId\.NotFound/],
    ['a user without permission', { accessKeyId: 'bob', accessKeySecret: 'bob-secret' }, /NoPermission/],
    ['a role that does not exist', { roleArn: `${ROLE.roleArn}x` }, /EntityNotExist\.Role/],
  ]) {
    const credential = new Credentials(new Config({ ...ROLE, ...config })).getCredential();
    const found = await credential.then(({ accessKeyId }) => accessKeyId, (error) => error.message);
    checks.check(name, expected.test(found), found);
  }
  checks.end();
}

main();
