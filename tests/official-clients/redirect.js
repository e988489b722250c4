// Leads the hosts of Alibaba Cloud to a mock, as a hosts file would. MOCK_ADDRESS is where it listens; NODE_EXTRA_CA_CERTS names
// the certificate of its authority.
'use strict';

const tls = require('tls');

const [host, port] = process.env.MOCK_ADDRESS.split(':');
const { connect } = tls;

tls.connect = (options, ...rest) => {
  const isRedirected = options.host?.endsWith('.aliyuncs.com');
  return connect(isRedirected ? { ...options, servername: options.host, host, port } : options, ...rest);
};
