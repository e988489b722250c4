//! The server: it reads to the end of each request and writes the same answer.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, Command, ExitCode, Stdio};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::operation::ANSWER;

/// The environment variable that makes this program the server.
const SERVE: &str = "TWINSPEC_CLIENT_BENCH_SERVE";

/// A server in a process of its own.
pub(crate) struct Server {
    pub(crate) address: String,
    child: Child,
}

impl Server {
    pub(crate) fn start() -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.env(SERVE, "1").stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
        let mut address = String::new();
        BufReader::new(output).read_line(&mut address)?;
        Ok(Server { address: address.trim().to_owned(), child })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn is_asked_for() -> bool {
    std::env::var_os(SERVE).is_some()
}

pub(crate) fn serve() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let result: io::Result<()> = runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        io::stdout().flush()?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            tokio::spawn(answer(stream));
        }
    });
    if result.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Answers the requests of a connection, none of which has a body.
async fn answer(mut stream: TcpStream) -> io::Result<()> {
    let answer = format!(
        "HTTP/1.1 200 OK\r\ndate: Tue, 24 Nov 2026 03:49:39 GMT\r\ncontent-type: application/json;charset=utf-8\r\n\
         content-length: {}\r\nconnection: keep-alive\r\nkeep-alive: timeout=25\r\naccess-control-allow-origin: *\r\n\
         access-control-expose-headers: *\r\nx-acs-request-id: EC2FE94D-A4A2-51A1-A493-5C273A36C46A\r\n\
         x-acs-trace-id: 0123456789abcdef0123456789abcdef\r\netag: 1Hc9bWl4bGdwZ0p5Q1hZ2==0\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    let (mut request, mut length) = (vec![0; 8192], 0);
    loop {
        match stream.read(&mut request[length..]).await? {
            0 => return Ok(()),
            count => length += count,
        }
        if request[..length].ends_with(b"\r\n\r\n") {
            stream.write_all(answer.as_bytes()).await?;
            length = 0;
        }
    }
}
