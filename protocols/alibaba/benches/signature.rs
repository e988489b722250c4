//! What one signature costs, and a whole request: `cargo bench -p twinspec-core`.
//!
//! Measured is the CPU time of the thread, so that what else the machine does counts as little as possible. A
//! signature goes from headers and parameters that are ready to the value that is sent; `hashing alone` is what the
//! same texts cost the hash functions, below which no signature can be.

use std::hint::black_box;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, criterion_group, criterion_main};
use hmac::{Hmac, KeyInit, Mac};
use rustix::time::{ClockId, clock_gettime};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use twinspec_alibaba::signature::acs3::{self, QueryKeys, SigningKey};
use twinspec_alibaba::signature::rpc_v1;
use twinspec_alibaba::{Credentials, Signer};
use twinspec_core::{Api, Arguments, Encode, Location, Method, Operation, Origin, Parameter, Style, Value};

/// The time that the thread was on a processor.
struct ThreadTime;

impl ThreadTime {
    fn now() -> Duration {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
    }
}

impl Measurement for ThreadTime {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        ThreadTime::now()
    }

    fn end(&self, start: Duration) -> Duration {
        ThreadTime::now().saturating_sub(start)
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

const HOST: &str = "resourcedirectory.aliyuncs.com";
const NONCE: &str = "3156853299f313e23d1673dc12e1703d";
const SECRET: &str = "testsecrettestsecrettestsecret";
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// What is signed of a call of a typical operation.
const HEADERS: [(&str, &str); 7] = [
    ("host", HOST),
    ("x-acs-action", "SendVerificationCodeForEnableRD"),
    ("x-acs-content-sha256", EMPTY),
    ("x-acs-credentials-provider", "static_ak"),
    ("x-acs-date", "2026-11-24T03:49:39Z"),
    ("x-acs-signature-nonce", NONCE),
    ("x-acs-version", "2022-04-19"),
];

const QUERY: [(&str, &str); 1] = [("SecureMobilePhone", "65-81234567")];

const V1_PAIRS: [(&str, &str); 9] = [
    ("Action", "SendVerificationCodeForEnableRD"),
    ("Version", "2022-04-19"),
    ("Format", "JSON"),
    ("AccessKeyId", "LTAI5tTestTestTestTest"),
    ("SignatureMethod", "HMAC-SHA1"),
    ("SignatureVersion", "1.0"),
    ("SignatureNonce", NONCE),
    ("Timestamp", "2026-11-24T03:49:39Z"),
    ("SecureMobilePhone", "65-81234567"),
];

fn signatures(criterion: &mut Criterion<ThreadTime>) {
    let mut group = criterion.benchmark_group("signature");
    group.bench_function("acs3, step by step", |bencher| {
        bencher.iter(|| {
            let headers = black_box(HEADERS);
            let query = acs3::canonical_query(&black_box(QUERY), QueryKeys::Raw);
            let canonical_request = acs3::canonical_request("POST", "/", &query, &headers, EMPTY);
            let signature = acs3::sign(black_box(SECRET), &acs3::string_to_sign(&canonical_request));
            let signed_headers = acs3::signed_headers(&headers);
            format!("{} Credential=testid,SignedHeaders={signed_headers},Signature={signature}", acs3::ALGORITHM)
        });
    });
    group.bench_function("acs3", |bencher| {
        let key = SigningKey::new(SECRET);
        bencher.iter(|| {
            let (query, headers) = (black_box(&QUERY), black_box(&HEADERS));
            key.authorization("LTAI5tTestTestTestTest", "POST", "/", query, headers, EMPTY)
        });
    });
    group.bench_function("acs3, hashing alone", |bencher| {
        let query = acs3::canonical_query(&QUERY, QueryKeys::Raw);
        let canonical_request = acs3::canonical_request("POST", "/", &query, &HEADERS, EMPTY);
        let string_to_sign = acs3::string_to_sign(&canonical_request);
        let key = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("any length");
        bencher.iter(|| {
            let mut mac = key.clone();
            mac.update(black_box(&string_to_sign).as_bytes());
            (Sha256::digest(black_box(&canonical_request)), mac.finalize().into_bytes())
        });
    });
    group.bench_function("v1 rpc", |bencher| {
        bencher.iter(|| {
            let string_to_sign = rpc_v1::string_to_sign("POST", &black_box(V1_PAIRS));
            rpc_v1::sign(black_box(SECRET), &string_to_sign)
        });
    });
    group.bench_function("v1 rpc, hashing alone", |bencher| {
        let string_to_sign = rpc_v1::string_to_sign("POST", &V1_PAIRS);
        let key = Hmac::<Sha1>::new_from_slice(SECRET.as_bytes()).expect("any length");
        bencher.iter(|| {
            let mut mac = key.clone();
            mac.update(black_box(&string_to_sign).as_bytes());
            mac.finalize().into_bytes()
        });
    });
    group.finish();
}

static API: Api = Api::new("ResourceDirectoryMaster", "2022-04-19", &twinspec_alibaba::Alibaba::RPC);

static OPERATION: Operation = Operation::new(&API, "TagResources", &[Method::Post], "/").parameters(&[
    Parameter::new("ResourceType", Location::Query, Style::Flat).required(),
    Parameter::new("ResourceId", Location::Query, Style::Flat).required(),
    Parameter::new("Tag", Location::Query, Style::Flat).required(),
]);

struct Tag {
    key: &'static str,
    value: &'static str,
}

impl Encode for Tag {
    fn encode(&self) -> Value {
        twinspec_core::object(&[("Key", &self.key), ("Value", &self.value)])
    }
}

fn one_parameter() -> Arguments {
    let mut arguments = Arguments::new(&OPERATION);
    arguments.set("ResourceType", "Account");
    arguments
}

fn nested_parameters() -> Arguments {
    let mut arguments = one_parameter();
    arguments.set("ResourceId", &["137954394399****", "137954394398****"]);
    arguments.set("Tag", &[Tag { key: "team", value: "storage" }, Tag { key: "cost centre", value: "7/a" }]);
    arguments
}

fn requests(criterion: &mut Criterion<ThreadTime>) {
    let origin: Origin = HOST.parse().expect("a host");
    let credentials = Credentials::new("LTAI5tTestTestTestTest", SECRET);
    let time: SystemTime = UNIX_EPOCH + Duration::from_secs(1_795_492_179);
    let user_agent = "AlibabaCloud (linux; x86_64) Rust/1.96 Core/0.1.0 TeaDSL/2";
    let signer = Signer { origin: &origin, credentials: &credentials, time, nonce: NONCE, user_agent };
    let mut group = criterion.benchmark_group("request");
    for (name, arguments) in
        [("one parameter", one_parameter as fn() -> Arguments), ("lists and objects", nested_parameters)]
    {
        group.bench_function(name, |bencher| bencher.iter(|| signer.sign(&arguments()).expect("a request")));
        group.bench_function(format!("{name}, arguments alone"), |bencher| bencher.iter(arguments));
    }
    group.finish();
}

fn configuration() -> Criterion<ThreadTime> {
    Criterion::default().with_measurement(ThreadTime).warm_up_time(Duration::from_secs(1)).without_plots()
}

criterion_group! { name = benches; config = configuration(); targets = signatures, requests }
criterion_main!(benches);
