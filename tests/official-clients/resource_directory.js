// The official @alicloud/pop-core (signature V1) against the mock: success, each error as the client's own error.
'use strict';

const { RPCClient } = require('@alicloud/pop-core');
const { Checks, control, REQUEST_ID } = require('./checks');

const [INTL, CN] = process.argv.slice(2);
const ACTION = 'SendVerificationCodeForEnableRD';
const PHONE = '65-81234567';
const checks = new Checks('pop-core');
const check = checks.check.bind(checks);

function client(url, accessKeyId = 'testid', accessKeySecret = 'testsecret') {
  return new RPCClient({ endpoint: url, apiVersion: '2022-04-19', accessKeyId, accessKeySecret });
}

async function succeeds(name, call) {
  try {
    const answer = await call();
    check(name, REQUEST_ID.test(answer.RequestId), answer);
  } catch (error) {
    check(name, false, error);
  }
}

async function raises(name, call, code, message) {
  try {
    check(name, false, await call());
  } catch (error) {
    const holds = error.name === `${code}Error` && error.code === code && error.message.includes(message);
    check(name, holds && REQUEST_ID.test(error.data.RequestId), error);
  }
}

async function main() {
  for (const method of ['GET', 'POST']) {
    const send = (url, phone = PHONE, ...keys) =>
      client(url, ...keys).request(ACTION, { SecureMobilePhone: phone }, { method, timeout: 20000 });

    await succeeds(`${method}: the call succeeds`, () => send(INTL));

    const country = ['InvalidParameter.MobileCountryCode', 'The current site does not support the country code.'];
    await raises(`${method}: a number of the mainland on the international site`, () => send(INTL, '86-13900001234'), ...country);
    await raises(`${method}: a number of another country on the China site`, () => send(CN), ...country);

    await control(INTL, 'PUT', '/resources/ResourceDirectory');
    await raises(
      `${method}: the account has a directory`,
      () => send(INTL),
      'EntityAlreadyExists.ResourceDirectory',
      'The resource directory for the account is already enabled. We recommend that you do not enable the resource directory again.',
    );
    await control(INTL, 'POST', '/reset');
    await control(INTL, 'PUT', '/resources/ResourceDirectoryMembership');
    await raises(
      `${method}: the account is in another directory`,
      () => send(INTL),
      'NotSupport.AccountInAnotherResourceDirectory',
      'The specified account is an Alibaba Cloud account or already exists in another resource directory.',
    );

    await control(INTL, 'POST', '/reset');
    let successes = 0;
    for (let call = 0; call < 100; call += 1) successes += (await send(INTL)).RequestId ? 1 : 0;
    check(`${method}: one hundred calls succeed`, successes === 100, successes);
    await raises(
      `${method}: the next call exceeds the limit`,
      () => send(INTL),
      'SendValidateCodeExceedsLimitForAccount',
      'For the same account, the number of verification codes sent exceeds the limit.',
    );
    await control(INTL, 'POST', '/clock/advance', { seconds: 86400 });
    await succeeds(`${method}: the next day a call succeeds again`, () => send(INTL));

    await raises(
      `${method}: a wrong secret`,
      () => send(INTL, PHONE, 'testid', 'wrong'),
      'SignatureDoesNotMatch',
      'Specified signature is not matched with our calculation.',
    );
    await raises(
      `${method}: an unknown access key`,
      () => send(INTL, PHONE, 'unknown'),
      'InvalidAccessKeyId.NotFound',
      'Specified access key is not found.',
    );
    await control(INTL, 'POST', '/reset');
  }
  checks.end();
}

main();
