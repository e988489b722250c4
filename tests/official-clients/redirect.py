"""Leads the hosts of Alibaba Cloud to a mock, as a hosts file would, and trusts its authority, as an administrator would. Nothing
of the SDKs is touched, but this has to be imported before them.

MOCK_ADDRESS is where the mock listens, SSL_CERT_FILE the certificate of its authority.
"""

import os
import socket

import certifi

HOST, PORT = os.environ["MOCK_ADDRESS"].split(":")
resolve = socket.getaddrinfo


def redirected(host, port, *arguments, **options):
    name = host.decode() if isinstance(host, bytes) else host
    if name and name.endswith(".aliyuncs.com"):
        host, port = HOST, int(PORT)
    return resolve(host, port, *arguments, **options)


socket.getaddrinfo = redirected
certifi.where = lambda: os.environ["SSL_CERT_FILE"]
