// The generic clients for Node.js, all behind the same call.
'use strict';

const openapiClient = require('@alicloud/openapi-client');
const openapiCore = require('@alicloud/openapi-core');
const { RPCClient, ROAClient } = require('@alicloud/pop-core');
const { RuntimeOptions } = require('@alicloud/tea-util');
const darabonba = require('@darabonba/typescript');

/** How long an answer may take, in milliseconds: on a busy machine longer than the three seconds of the clients. */
const TIMEOUT = 20000;

/**
 * A call is { style, action, version, method, pathname, query, body, headers, keys, timeout, config }; what it comes to is
 * what the client gives, without the wrapping that some put around the body.
 */
const popCore = {
  RPC: (url, { action, version, method = 'POST', query = {}, keys, timeout = TIMEOUT }) =>
    new RPCClient({ endpoint: url, apiVersion: version, ...keys }).request(action, query, { method, timeout }),
  ROA: (url, { version, method = 'GET', pathname, query = {}, body, headers = {}, keys, timeout = TIMEOUT }) => {
    const client = new ROAClient({ endpoint: url, apiVersion: version, ...keys });
    const json = body && { 'content-type': 'application/json' };
    return client.request(method, pathname, query, body && JSON.stringify(body), { ...json, ...headers }, { timeout });
  },
};

const openapi = (Client, { Config, Params, OpenApiRequest }, Runtime, config) => async (url, call) => {
  const { style, action, version, method = style === 'RPC' ? 'POST' : 'GET', query, body, headers, keys } = call;
  const endpoint = url.replace('http://', '');
  const client = new Client(new Config({ protocol: 'HTTP', endpoint, ...keys, ...config, ...call.config }));
  const params = new Params({
    action, version, style, method, pathname: call.pathname ?? '/', protocol: 'HTTP', authType: 'AK', reqBodyType: 'json',
    bodyType: 'json',
  });
  const { timeout = TIMEOUT } = call;
  const runtime = new Runtime({ readTimeout: timeout, connectTimeout: timeout });
  const answer = await client.callApi(params, new OpenApiRequest({ query, body, headers }), runtime);
  return answer.body;
};

const clients = [
  { name: 'pop-core RPC', styles: ['RPC'], send: popCore.RPC },
  { name: 'pop-core ROA', styles: ['ROA'], send: popCore.ROA },
];
for (const [name, Client, models, Runtime] of [
  ['openapi-client', openapiClient.default, openapiClient, RuntimeOptions],
  ['openapi-core', openapiCore.default, openapiCore.$OpenApiUtil, darabonba.RuntimeOptions],
]) {
  const styles = ['RPC', 'ROA'];
  clients.push({ name, styles, send: openapi(Client, models, Runtime, {}) });
  // What the SDKs call v2 is `SignatureVersion=1.0`.
  clients.push({ name: `${name} v2`, styles, send: openapi(Client, models, Runtime, { signatureAlgorithm: 'v2' }) });
}

const KEYS = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

/** The clients that speak a style. */
const ofStyle = (style) =>
  clients
    .filter(({ styles }) => styles.includes(style))
    .map(({ name, send }) => ({
      name: name.endsWith(style) ? name : `${name} ${style}`,
      call: (url, call) => send(url, { style, keys: KEYS, ...call }),
    }));

module.exports = { ofStyle, KEYS, TIMEOUT };
