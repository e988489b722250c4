// What the generic clients for Node.js make of answers that are errors, broken, late or missing: each in its own way, and
// as they do with the real service.
'use strict';

const { Checks, control, REQUEST_ID } = require('./checks');
const { ofStyle } = require('./clients');
const { RetryCondition, RetryOptions } = require('@darabonba/typescript');

const url = process.argv[2];
const checks = new Checks('reactions');

// The operation of each style.
const RPC = { action: 'Ask', version: '2030-01-01' };
const ROA = { action: 'GetBook', version: '2030-01-01', pathname: '/shelves/a/books/b' };

const UNAVAILABLE = 'The request has failed due to a temporary failure of the server.';
const BOB = { accessKeyId: 'bob', accessKeySecret: 'bob-secret' };
const isText = (pattern) => (text) => pattern.test(text);
const isAnswer = (body) => REQUEST_ID.test(body.RequestId);
const isDetail = (detail) => detail?.PolicyType === 'AccountLevelIdentityBasedPolicy';
const isNoJson = { name: 'SyntaxError' };
const isReset = (message) => ({ code: 'ECONNRESET', message: isText(message) });

/** An error in JSON, as each client shows it. */
const error = (status, code, message, coreName) => ({
  'pop-core RPC': { name: `${code}Error`, code, message: isText(message), 'data.RequestId': isText(REQUEST_ID) },
  'pop-core ROA': { name: `${code}Error`, code, statusCode: status, message: isText(message) },
  'openapi-client': { code, statusCode: status, 'data.Code': code, message: isText(message) },
  'openapi-core': { 'constructor.name': coreName, code, statusCode: status, 'data.Code': code, requestId: isText(REQUEST_ID) },
});

/**
 * Situations: what is ordered, or asked for, and what each client makes of it: the fields of its error, or `body`, a test of
 * the answer. What is said of a client holds for its variants that are not named.
 */
const SITUATIONS = [
  ['an error of the gateway', { order: { code: 'ServiceUnavailable' } }, error(503, 'ServiceUnavailable', new RegExp(UNAVAILABLE), 'ServerError')],
  ['an error of the caller', { order: { code: 'Forbidden.RAM' } }, error(403, 'Forbidden.RAM', /User not authorized/, 'ClientError')],
  ['a permission that is missing', { keys: BOB }, {
    'pop-core RPC': { 'data.AccessDeniedDetail': isDetail },
    'pop-core ROA': { 'result.AccessDeniedDetail': isDetail },
    'openapi-client': { accessDeniedDetail: isDetail },
    'openapi-core': { accessDeniedDetail: isDetail },
  }],
  ['a call too many', { order: { code: 'Throttling.User', retryAfterMilliseconds: 1500 } }, {
    ...error(400, 'Throttling.User', /user flow control/, 'ThrottlingError'),
    'openapi-core': { 'constructor.name': 'ThrottlingError', code: 'Throttling.User', retryAfter: 1500 },
  }],
  ['an error in XML', { query: { Format: 'XML' }, order: { code: 'ServiceUnavailable' } }, {
    'pop-core RPC': isNoJson,
    'pop-core ROA': { 'constructor.name': 'ACSError', code: 'ServiceUnavailable' },
    'openapi-client': { code: 'ServiceUnavailable', statusCode: 503 },
    'openapi-client v2': isNoJson,
    'openapi-core': { 'constructor.name': 'ServerError', code: 'ServiceUnavailable' },
    'openapi-core v2': isNoJson,
  }],
  ['a success that has a Code', { query: { State: 'Waiting' } }, {
    'pop-core RPC': { name: 'WaitingError', code: 'Waiting' },
    'pop-core ROA': { body: isAnswer },
    'openapi-client': { body: isAnswer },
    'openapi-core': { body: isAnswer },
  }],
  ['a success whose Code is OK', { query: { State: 'OK' } }, {
    'pop-core RPC': { body: isAnswer },
    'pop-core ROA': { body: isAnswer },
    'openapi-client': { body: isAnswer },
    'openapi-core': { body: isAnswer },
  }],
  ['an error of a proxy', { order: { fault: '502' } }, {
    'pop-core RPC': isNoJson,
    // Without a content type it asks for no status.
    'pop-core ROA': { body: (body) => body === '' },
    'openapi-client': isNoJson,
    'openapi-core': isNoJson,
  }],
  ['a success without a body', { order: { fault: '204' } }, {
    'pop-core RPC': isNoJson,
    'pop-core ROA': { body: (body) => body === '' },
    'openapi-client': isNoJson,
    'openapi-client v2 ROA': { body: (body) => body === undefined },
    'openapi-core': isNoJson,
    'openapi-core v2 ROA': { body: (body) => body === undefined },
  }],
  ['a body that is not a document', { order: { fault: 'garbage' } }, {
    'pop-core RPC': isNoJson,
    'pop-core ROA': { name: 'FormatError' },
    'openapi-client': isNoJson,
    'openapi-core': isNoJson,
  }],
  ['an error that is not a document', { order: { fault: 'garbage', code: 'InternalError' } }, {
    'pop-core RPC': isNoJson,
    'pop-core ROA': { name: 'FormatError' },
    'openapi-client': isNoJson,
    'openapi-core': isNoJson,
  }],
  ['a connection that ends before the answer', { order: { fault: 'close' } }, {
    'pop-core RPC': isReset(/^socket hang up/),
    'pop-core ROA': isReset(/^socket hang up/),
    'openapi-client': isReset(/^socket hang up/),
    'openapi-core': isReset(/^socket hang up/),
  }],
  ['a connection that ends in the middle of the answer', { order: { fault: 'truncate' } }, {
    'pop-core RPC': isReset(/^aborted/),
    'pop-core ROA': isReset(/^aborted/),
    'openapi-client': isReset(/^aborted/),
    'openapi-core': isReset(/^aborted/),
  }],
  ['an answer that comes too late', { order: { delayMilliseconds: 900 }, timeout: 300 }, {
    'pop-core RPC': { name: 'RequestTimeoutError' },
    'pop-core ROA': { name: 'RequestTimeoutError' },
    'openapi-client': { name: 'RequestTimeoutError' },
    'openapi-core': { name: 'RequestTimeoutError' },
  }],
];

/** What is said of a client: `openapi-core v2 ROA`, else `openapi-core v2`, else `openapi-core`. */
function expectation(expected, name) {
  const words = name.split(' ');
  while (words.length > 1 && !expected[words.join(' ')]) words.pop();
  return expected[words.join(' ')];
}

const member = (value, path) => path.split('.').reduce((value, name) => value?.[name], value);

function fits(outcome, expected) {
  return Object.entries(expected).every(([path, wanted]) => {
    const found = member(outcome, path);
    return typeof wanted === 'function' ? wanted(found) : found === wanted;
  });
}

/** Who is told to repeat what failed does so until it succeeds, each time as a new request. */
async function repeats() {
  const { name, call } = ofStyle('RPC').find(({ name }) => name.startsWith('openapi-core'));
  const condition = new RetryCondition({ errorCode: ['Throttling.User'], exception: [], maxAttempts: 3 });
  const config = { retryOptions: new RetryOptions({ retryable: true, retryCondition: [condition] }) };
  await control(url, 'POST', '/reset');
  const order = { code: 'Throttling.User', retryAfterMilliseconds: 100, times: 2 };
  await control(url, 'POST', '/force', { operation: 'Ask', ...order });
  const outcome = await call(url, { ...RPC, config }).then((body) => ({ body }), (error) => error);
  const { calls } = await control(url, 'GET', '/calls');
  const headers = calls.map(({ headers }) => Object.fromEntries(headers));
  const told = headers.map((request) => request['x-acs-retry-attempts']).join();
  const nonces = new Set(headers.map((request) => request['x-acs-signature-nonce']));
  checks.check(`${name}: fails twice, then succeeds`, outcome.body && told === ',1,2' && nonces.size === 3, { outcome, told });
}

async function main() {
  for (const [style, operation] of Object.entries({ RPC, ROA })) {
    for (const { name, call } of ofStyle(style)) {
      for (const [what, { order, ...asked }, expected] of SITUATIONS) {
        await control(url, 'POST', '/reset');
        await control(url, 'PUT', '/resources/Book', { Shelf: 'a', Title: 'b' });
        if (order) await control(url, 'POST', '/force', { operation: operation.action, ...order });
        const outcome = await call(url, { ...operation, ...asked }).then((body) => ({ body }), (error) => error);
        const { calls } = await control(url, 'GET', '/calls');
        const holds = fits(outcome, expectation(expected, name)) && !(outcome instanceof Error && expectation(expected, name).body);
        // None of them repeats a call unless it is told to.
        checks.check(`${name}: ${what}`, holds && calls.length === 1, { outcome, calls: calls.length });
      }
    }
  }
  await repeats();
  checks.end();
}

main();
