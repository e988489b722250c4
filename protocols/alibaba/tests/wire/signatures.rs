//! The rules of the signatures that no vector and no recording pins.

use crate::common::{API, parameter};
use twinspec_alibaba::signature::acs3::{self, QueryKeys};
use twinspec_alibaba::signature::acs4::{self, Scope};
use twinspec_alibaba::signature::roa_v1::{self, EmptyValues};
use twinspec_alibaba::signature::{Authorization, MalformedAuthorization, rpc_v1};
use twinspec_alibaba::{Credentials, SignedRequest, Signer};
use twinspec_core::{Arguments, Location, Method, Operation, Style};

static UPLOAD: Operation = Operation::new(&API, "CreateUploadVideo", &[Method::Post], "/").parameters(&[
    parameter("Title", Location::Query, Style::Flat),
    parameter("Description", Location::Query, Style::Flat),
]);

#[test]
fn query_keys_can_be_encoded_and_are_sorted_as_they_are() {
    let pairs = [("b", "2"), ("a#", "1"), ("a", ""), ("a-", "x y")];
    assert_eq!(acs3::canonical_query(&pairs, QueryKeys::Raw), "a=&a#=1&a-=x%20y&b=2");
    assert_eq!(acs3::canonical_query(&pairs, QueryKeys::Encoded), "a=&a%23=1&a-=x%20y&b=2");
}

#[test]
fn headers_are_signed_in_lower_case_sorted_and_merged() {
    let headers = [("X-Acs-Test", " https "), ("Host", "h"), ("x-acs-TEST", "http")];
    assert_eq!(acs3::signed_headers(&headers), "host;x-acs-test");
    assert_eq!(
        acs3::canonical_request("GET", "", "", &headers, "hash"),
        "GET\n/\n\nhost:h\nx-acs-test:http,https\n\nhost;x-acs-test\nhash"
    );
}

#[test]
fn an_authorization_that_lacks_a_component_names_it() {
    let parse = |text: &str| text.parse::<Authorization>();
    assert_eq!(parse("Bearer x"), Err(MalformedAuthorization::Algorithm));
    assert_eq!(parse(""), Err(MalformedAuthorization::Algorithm));
    let missing = |name| Err(MalformedAuthorization::Missing(name));
    assert_eq!(parse("ACS3-HMAC-SHA256"), missing("Credential"));
    assert_eq!(parse("ACS3-HMAC-SHA256 Credential=a"), missing("SignedHeaders"));
    assert_eq!(parse("ACS3-HMAC-SHA256 Credential=a,SignedHeaders=b,Signature="), missing("Signature"));
    let blanks = parse("ACS3-HMAC-SHA256 Signature=c, SignedHeaders=b , Credential=a").unwrap();
    assert_eq!(blanks.credential, "a");
    assert_eq!(blanks.signed_headers, ["b"]);
}

#[test]
fn a_credential_of_signature_v4_tells_the_access_key_and_the_scope() {
    let scope = Scope { date: "20261128", region: "center", product: "Ram" };
    assert_eq!(Scope::of_credential("testid/20261128/center/Ram/aliyun_v4_request"), Some(("testid", scope)));
    for other in ["testid", "testid/20261128/center/Ram", "testid/20261128/center/Ram/aws4_request"] {
        assert_eq!(Scope::of_credential(other), None);
        assert_eq!(Scope::of_credential(&format!("testid/20261128/center/Ram/aliyun_v4_request/{other}")), None);
    }
}

#[test]
fn signature_v4_encodes_the_names_of_the_query_and_has_both_spellings_of_an_empty_value() {
    let pairs = [("b=", "&="), ("a#", ""), ("", "")];
    assert_eq!(acs4::canonical_query(&pairs, EmptyValues::WithSign), "=&a%23=&b%3D=%26%3D");
    assert_eq!(acs4::canonical_query(&pairs, EmptyValues::WithoutSign), "&a%23&b%3D=%26%3D");
}

#[test]
fn the_older_rpc_signature_takes_either_spelling_of_the_timestamp_and_leaves_out_the_signature() {
    let pairs = [("b c", "*"), ("TimeStamp", "2016-02-23T12:46:24Z"), ("Signature", "x"), ("a", "")];
    assert_eq!(
        rpc_v1::string_to_sign("GET", &pairs),
        "GET&%2F&TimeStamp%3D2016-02-23T12%253A46%253A24Z%26a%3D%26b%2520c%3D%252A"
    );
}

#[test]
fn the_older_roa_signature_has_both_spellings_of_an_empty_value_and_headers_on_one_line() {
    let headers = [("Date", "d"), ("X-Acs-B", " two\r\n lines\t"), ("x-acs-a", ""), ("x-other", "o")];
    let query = [("q", "a b"), ("e", "")];
    let text = |empty_values| roa_v1::string_to_sign("PUT", "/p%20q", &query, &headers, empty_values);
    let start = "PUT\n\n\n\nd\nx-acs-a:\nx-acs-b:two   lines\n/p%20q";
    assert_eq!(text(EmptyValues::WithSign), format!("{start}?e=&q=a b"));
    assert_eq!(text(EmptyValues::WithoutSign), format!("{start}?e&q=a b"));
}

#[test]
fn hashes_are_of_the_bytes_and_signatures_of_the_text_as_they_are() {
    assert_eq!(acs3::hash(b"\xff\0"), "ea5dbf9596d187e9500f23e9a680109475341cf4e81f7e043f7d97152c10772f");
    // RFC 4231, test case 2.
    assert_eq!(
        acs3::sign("Jefe", "what do ya want for nothing?"),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    // A key longer than a block is hashed first.
    assert_eq!(acs3::sign(&"k".repeat(65), ""), "41f1c4cc3107cd5b8d92460f61032902bfdb06484eef17e861b83a5012d3b7f3");
}

/// openapi-sdk-php-client#224: a parameter that is an empty text was sent and not signed, or signed and not sent.
#[test]
fn a_parameter_that_is_an_empty_text_is_sent_and_signed() {
    let mut arguments = Arguments::new(&UPLOAD);
    arguments.set("Title", "t");
    arguments.set("Description", "");
    let signer = Signer {
        origin: &"vod.cn-shanghai.aliyuncs.com".parse().unwrap(),
        credentials: &Credentials::new("testid", "testsecret"),
        time: std::time::UNIX_EPOCH,
        nonce: "1",
        user_agent: "",
    };
    let request = signer.sign(&arguments).unwrap();
    assert!(request.url().ends_with("/?Title=t&Description="), "{}", request.url());
    assert!(request.canonical_request().starts_with("POST\n/\nDescription=&Title=t\nhost:"));
    let authorization: Authorization = request.headers().get("authorization").unwrap().parse().unwrap();
    assert_eq!(authorization.signature, acs3::sign("testsecret", &request.string_to_sign()));

    let pairs = [("Title", "t"), ("Description", "")];
    assert_eq!(rpc_v1::string_to_sign("POST", &pairs), "POST&%2F&Description%3D%26Title%3Dt");
    let roa = |empty_values| roa_v1::string_to_sign("GET", "/", &pairs, &[], empty_values);
    assert!(roa(EmptyValues::WithSign).ends_with("/?Description=&Title=t"));
    assert_eq!(acs4::canonical_query(&pairs, EmptyValues::WithSign), "Description=&Title=t");
}
