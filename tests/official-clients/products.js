// The official SDKs of further products for Node.js, all of them on @alicloud/openapi-core, against what spec/ describes of them,
// and STS, which every mock serves.
'use strict';

const { Checks, control, REQUEST_ID } = require('./checks');
const { KEYS, TIMEOUT } = require('./clients');
const { $OpenApiUtil: { Config } } = require('@alicloud/openapi-core');
const cs = require('@alicloud/cs20151215');
const ecs = require('@alicloud/ecs20140526');
const manager = require('@alicloud/resourcemanager20200331');
const sts = require('@alicloud/sts20150401');

const [url, resourceDirectory] = process.argv.slice(2);
const checks = new Checks('products node');
const check = checks.check.bind(checks);

const client = ({ default: Client }, keys = KEYS, endpoint = url) =>
  new Client(new Config({ protocol: 'HTTP', endpoint: endpoint.replace('http://', ''), readTimeout: TIMEOUT, ...keys }));

/** A call must fail with the SDK's own error. */
async function raises(name, call, statusCode, code, message) {
  const error = await call.then((answer) => ({ answer }), (error) => error);
  const holds = error.constructor.name === 'ClientError' && error.statusCode === statusCode && error.code === code;
  check(name, holds && error.message.includes(message) && REQUEST_ID.test(error.requestId), error);
}

/** An operation that two products have by the same name. */
async function resourceManager() {
  const send = (secureMobilePhone, ...options) =>
    client(manager, ...options).sendVerificationCodeForEnableRD(new manager.SendVerificationCodeForEnableRDRequest({ secureMobilePhone }));
  const { statusCode, body } = await send('65-81234567');
  const isSent = statusCode === 200 && body instanceof manager.SendVerificationCodeForEnableRDResponseBody;
  check('resourcemanager: the call succeeds', isSent && REQUEST_ID.test(body.requestId), body);
  const country = ['InvalidParameter.MobileCountryCode', 'The current site does not support the country code.'];
  await raises('resourcemanager: an error of the table', send('86-13900001234'), 409, ...country);
  const wrong = { ...KEYS, accessKeySecret: 'wrong' };
  await raises('resourcemanager: a wrong secret', send('65-1', wrong), 400, 'SignatureDoesNotMatch', 'ACS3-HMAC-SHA256');
  const version = ['InvalidVersion', 'Specified parameter Version is not valid.'];
  await raises('resourcemanager: a service of another version', send('65-1', KEYS, resourceDirectory), 400, ...version);
}

/** The credentials of a role, and a call with them. */
async function roles() {
  const assume = (roleArn) =>
    client(sts, { accessKeyId: 'alice', accessKeySecret: 'alice-secret' })
      .assumeRole(new sts.AssumeRoleRequest({ roleArn, roleSessionName: 'test', durationSeconds: 900 }));
  const role = 'acs:ram::1234567890123456:role/admin';
  const { credentials, assumedRoleUser } = (await assume(role)).body;
  check('sts: a role is assumed', assumedRoleUser.arn === `${role}/test` && /^STS\./.test(credentials.accessKeyId), assumedRoleUser);
  const { body } = await client(sts, credentials).getCallerIdentity();
  check('sts: its session calls', body.arn === 'acs:ram::1234567890123456:assumed-role/admin/test', body);
  const notThere = ['EntityNotExist.Role', 'The specified Role not exists .'];
  await raises('sts: a role that is not there', assume(`${role}x`), 404, ...notThere);
}

/** Lists of objects in the query, and pages. */
async function keyPairs() {
  const regionId = 'cn-hangzhou';
  const create = (keyPairName, ...tag) => client(ecs).createKeyPair(new ecs.CreateKeyPairRequest({
    regionId, keyPairName, tag: tag.map(([key, value]) => new ecs.CreateKeyPairRequestTag({ key, value })),
  }));
  const list = async (asked) => (await client(ecs).describeKeyPairs(new ecs.DescribeKeyPairsRequest({ regionId, ...asked }))).body;
  const names = ({ keyPairs }) => keyPairs.keyPair.map(({ keyPairName }) => keyPairName).join();
  const { body } = await create('one', ['a b', 'c&d'], ['team', 'é']);
  check('ecs: a key pair is created', body.keyPairName === 'one' && /^ssh-\w{20}$/.test(body.keyPairId), body);
  await create('two', ['team', 'core']);
  await create('three');
  const page = await list({ pageNumber: 2, pageSize: 2 });
  check('ecs: a page', names(page) === 'two' && page.totalCount === 3 && page.pageNumber === 2, page);
  const tagged = await list({ tag: [new ecs.DescribeKeyPairsRequestTag({ key: 'a b', value: 'c&d' })] });
  check('ecs: those with a tag', names(tagged) === 'one', tagged);
  await raises('ecs: a name that is taken', create('one'), 400, 'KeyPair.AlreadyExist', 'The key pair already exist.');
}

/** The ROA style: variables in the path, a body, answers that are lists or that nobody reads. */
async function clusters() {
  const call = client(cs);
  // No apostrophe: Node.js escapes it in the path after the SDK has signed it as it is.
  const id = 'a/b c*é';
  await raises('cs: a cluster that is not there', call.describeClusterDetail(id), 404, 'ErrorClusterNotFound', 'The cluster is not found.');
  const tags = [{ key: 'team', value: 'core' }];
  await control(url, 'PUT', '/resources/Cluster', { cluster_id: id, name: 'one', size: 3, deletion_protection: false, tags });
  const { body } = await call.describeClusterDetail(id);
  const isCluster = body.clusterId === id && body.size === 3 && body.deletionProtection === false;
  check('cs: a cluster', isCluster && body.tags[0] instanceof cs.Tag && body.tags[0].value === 'core', body);
  const logs = (await call.describeClusterLogs(id)).body;
  check('cs: a list', logs.map(({ ID, clusterLog }) => ID + clusterLog).join() === '1It starts.,2It runs.', logs);
  const expiry = new cs.UpdateK8sClusterUserConfigExpireRequest({ expireHour: 24, user: 'é' });
  const { statusCode } = await call.updateK8sClusterUserConfigExpire(id, expiry);
  const [kept] = await control(url, 'GET', '/resources/Cluster');
  check('cs: an answer that nobody reads', statusCode === 200 && kept.expiry.expire_hour === 24 && kept.expiry.user === 'é', kept);
}

async function main() {
  await control(url, 'POST', '/reset');
  await resourceManager();
  await roles();
  await keyPairs();
  await clusters();
  checks.end();
}

main();
