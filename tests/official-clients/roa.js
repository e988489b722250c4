// The generic clients for Node.js call an API in the ROA style: paths with variables, bodies in JSON, both signatures, XML.
'use strict';

const { isDeepStrictEqual } = require('util');
const { Checks, control, REQUEST_ID } = require('./checks');
const { KEYS, ofStyle } = require('./clients');
const { RPCClient } = require('@alicloud/pop-core');

const url = process.argv[2];
const checks = new Checks('roa');
const check = checks.check.bind(checks);

// Every character that some encoder takes for another one.
const SHELF = 'a/b c';
const TITLE = "*+~:!'()@$,;=&%é中";
const ABOUT = { author: 'é "中"', pages: 7, lent: false, tags: ['a b', 'c&d'] };
const NOTE = 'a b+c&d=*~/é';
const RECORDED = { Shelf: SHELF, Title: TITLE, About: ABOUT };

// As generated SDKs escape a variable.
const escape = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const pathname = `/shelves/${escape(SHELF)}/books/${escape(TITLE)}`;
const PUT = { action: 'PutBook', version: '2030-01-01', method: 'PUT', pathname, body: ABOUT };
const GET = { action: 'GetBook', version: '2030-01-01', method: 'GET', pathname, query: { Note: NOTE } };

// Some clients give objects without a prototype.
const same = (value, expected) => isDeepStrictEqual(JSON.parse(JSON.stringify(value)), expected);
const failure = (work) => work.then((answer) => ({ answer }), (error) => error);

/** The credentials of a role, which @alicloud/pop-core gets as its users get them. */
async function session() {
  const client = new RPCClient({ endpoint: url, apiVersion: '2015-04-01', accessKeyId: 'alice', accessKeySecret: 'alice-secret' });
  const role = { RoleArn: 'acs:ram::1234567890123456:role/admin', RoleSessionName: 'test' };
  const { Credentials } = await client.request('AssumeRole', role);
  const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret, SecurityToken: securityToken } = Credentials;
  return { accessKeyId, accessKeySecret, securityToken };
}

async function main() {
  await control(url, 'POST', '/reset');
  const sessionKeys = await session();
  for (const { name, call } of ofStyle('ROA')) {
    const missing = await failure(call(url, GET));
    check(`${name}: an error of the table`, missing.code === 'BookNotFound', missing);
    const put = await call(url, PUT);
    check(`${name}: path and body arrive`, same(put.Book, RECORDED) && REQUEST_ID.test(put.RequestId), put);
    const got = await call(url, GET);
    check(`${name}: path and query arrive`, same(got.Book, RECORDED) && got.Note === NOTE, got);
    const secret = await failure(call(url, { ...GET, keys: { ...KEYS, accessKeySecret: 'wrong' } }));
    const told = /server (string to sign is:|StringToSign is \[ACS3-HMAC-SHA256\n)/;
    check(`${name}: a wrong secret`, secret.code === 'SignatureDoesNotMatch' && told.test(secret.message), secret);
    const unknown = await failure(call(url, { ...GET, keys: { ...KEYS, accessKeyId: 'unknown' } }));
    check(`${name}: an unknown access key`, unknown.code === 'InvalidAccessKeyId.NotFound', unknown);
    const asRole = await call(url, { ...GET, keys: sessionKeys });
    check(`${name}: the session of a role calls`, asRole.Note === NOTE, asRole);
    const forged = await failure(call(url, { ...GET, keys: { ...sessionKeys, securityToken: 'forged' } }));
    check(`${name}: a token of another session`, forged.code === 'InvalidSecurityToken.Malformed', forged);
    await control(url, 'DELETE', '/resources/Book');
  }
  await xml(ofStyle('ROA').find(({ name }) => name === 'pop-core ROA').call);
  checks.end();
}

/** @alicloud/pop-core is the one client that reads XML. It gives each element as a list. */
async function xml(call) {
  const headers = { accept: 'text/xml' };
  const missing = await failure(call(url, { ...GET, headers }));
  const isError = missing.constructor.name === 'ACSError' && missing.code === 'BookNotFound';
  // The client names the host without the port.
  const message = /^The shelf has no such book\. hostid: 127\.0\.0\.1, requestid: [0-9A-F-]{36}$/;
  check('pop-core ROA: an error in XML', isError && message.test(missing.message), missing);
  await call(url, { ...PUT, headers });
  const got = await call(url, { ...GET, headers });
  const book = got.GetBookResponse?.Book?.[0];
  const about = { author: [ABOUT.author], lent: ['false'], pages: ['7'], tags: ABOUT.tags };
  check('pop-core ROA: a success in XML', book?.Title[0] === TITLE && same(book.About[0], about), got);
}

main();
