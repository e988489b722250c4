//! Signed requests without end, as fast as they can be sent and answered.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::LocalSet;
use twinspec_alibaba::signature::acs3::{self, QueryKeys};
use twinspec_core::time;

use crate::servers::Kind;
use crate::service;

/// The requests to one server.
pub(crate) struct Load {
    address: String,
    signers: Rc<Vec<Signer>>,
    nonce: Rc<Cell<u64>>,
}

impl Load {
    pub(crate) fn new(kind: Kind, address: &str) -> Self {
        let signers = (0..kind.operations()).map(|number| Signer::new(address, &service::action(number))).collect();
        Load { address: address.to_owned(), signers: Rc::new(signers), nonce: Rc::default() }
    }

    /// Sends this many requests over this many connections, each of which carries one at a time.
    pub(crate) async fn run(&mut self, requests: u64, connections: usize) -> io::Result<Duration> {
        let left = Rc::new(Cell::new(requests));
        let failure: Rc<RefCell<Option<io::Error>>> = Rc::default();
        let set = LocalSet::new();
        let mut streams = Vec::new();
        for _ in 0..connections {
            let stream = TcpStream::connect(&self.address).await?;
            stream.set_nodelay(true)?;
            streams.push(stream);
        }
        let start = Instant::now();
        for stream in streams {
            let (left, failure) = (left.clone(), failure.clone());
            let (signers, nonce) = (self.signers.clone(), self.nonce.clone());
            set.spawn_local(async move {
                if let Err(error) = send(stream, &left, &signers, &nonce).await {
                    failure.borrow_mut().get_or_insert(error);
                }
            });
        }
        set.await;
        match failure.take() {
            Some(error) => Err(error),
            None => Ok(start.elapsed()),
        }
    }
}

async fn send(mut stream: TcpStream, left: &Cell<u64>, signers: &[Signer], nonces: &Cell<u64>) -> io::Result<()> {
    let (mut request, mut answer) = (Vec::with_capacity(1024), vec![0; 4096]);
    while left.get() > 0 {
        left.set(left.get() - 1);
        let nonce = nonces.get();
        nonces.set(nonce + 1);
        let signer = &signers[(nonce % signers.len() as u64) as usize];
        request.clear();
        signer.write(nonce, &mut request);
        stream.write_all(&request).await?;
        let mut read = 0;
        loop {
            let count = stream.read(&mut answer[read..]).await?;
            read += count;
            let text = &answer[..read];
            if count == 0 || !text.starts_with(b"HTTP/1.1 200") {
                return Err(io::Error::other(format!("no success: {}", String::from_utf8_lossy(text))));
            }
            // Every answer ends with the same member.
            if text.ends_with(b"\"}") {
                break;
            }
        }
    }
    Ok(())
}

/// A request whose nonce is the only thing to fill in. Whatever is hashed before the nonce is hashed once.
struct Signer {
    head: String,
    before_nonce: Sha256,
    after_nonce: String,
    key: Hmac<Sha256>,
    authorization: String,
}

impl Signer {
    fn new(address: &str, action: &str) -> Self {
        const NONCE: &str = "<nonce>";
        let query = [
            ("FolderName", "a-folder"),
            ("ParentFolderId", "fd-bqr3abcd"),
            ("DryRun", "false"),
            ("Tag.1.Key", "team"),
            ("Tag.1.Value", "storage"),
        ];
        let query = acs3::canonical_query(&query, QueryKeys::Raw);
        let hash = acs3::hash(b"");
        let date = time::format(SystemTime::now());
        let headers = [
            ("host", address),
            ("x-acs-action", action),
            ("x-acs-version", service::VERSION),
            ("x-acs-date", &date),
            ("x-acs-content-sha256", &hash),
            ("x-acs-credentials-provider", "static_ak"),
            ("x-acs-signature-nonce", NONCE),
        ];
        let canonical = acs3::canonical_request("POST", "/", &query, &headers, &hash);
        let (before, after) = canonical.split_once(NONCE).expect("the nonce is signed");
        let mut head = format!("POST /?{query} HTTP/1.1\r\n");
        for (name, value) in &headers[..headers.len() - 1] {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("accept: application/json\r\nuser-agent: AlibabaCloud (linux; amd64) bench\r\n");
        head.push_str("content-length: 0\r\nx-acs-signature-nonce: ");
        Signer {
            head,
            before_nonce: Sha256::new_with_prefix(before),
            after_nonce: after.to_owned(),
            key: Hmac::new_from_slice(b"testsecret").expect("HMAC takes keys of any length"),
            authorization: format!(
                "\r\nauthorization: {} Credential=testid,SignedHeaders={},Signature=",
                acs3::ALGORITHM,
                acs3::signed_headers(&headers)
            ),
        }
    }

    fn write(&self, nonce: u64, request: &mut Vec<u8>) {
        request.extend_from_slice(self.head.as_bytes());
        let start = request.len();
        hex(&u128::from(nonce).to_be_bytes(), request);
        let mut hash = self.before_nonce.clone();
        hash.update(&request[start..]);
        hash.update(&self.after_nonce);
        let mut string_to_sign = Vec::with_capacity(128);
        string_to_sign.extend_from_slice(acs3::ALGORITHM.as_bytes());
        string_to_sign.push(b'\n');
        hex(&hash.finalize(), &mut string_to_sign);
        let mut mac = self.key.clone();
        mac.update(&string_to_sign);
        request.extend_from_slice(self.authorization.as_bytes());
        hex(&mac.finalize().into_bytes(), request);
        request.extend_from_slice(b"\r\n\r\n");
    }
}

fn hex(bytes: &[u8], text: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    text.extend(bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 0xf)]]));
}
