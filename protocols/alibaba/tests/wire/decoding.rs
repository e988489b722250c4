//! Whatever comes back, decoding it ends with a response or an error.

use crate::common::Send;
use proptest::prelude::*;
use twinspec_alibaba::{Credentials, Signer};
use twinspec_core::{Arguments, Binary, Decode, Decoder, Headers, HttpResponse, Input, RetryReason, Value, decode};

/// A type with something of everything that bodies are made of.
#[derive(Debug, Default)]
struct Body {
    _request_id: Option<String>,
    _items: Vec<Item>,
    _any: Option<Value>,
    _body: Option<Box<Body>>,
}

impl Decode for Body {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [
            ("RequestId", &mut self._request_id),
            ("Items", &mut self._items),
            ("Any", &mut self._any),
            ("Body", &mut self._body),
        ]);
    }
}

#[derive(Debug, Default)]
struct Item {
    _id: i64,
    _name: String,
    _ratio: Option<f64>,
}

impl Decode for Item {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("Id", &mut self._id), ("Name", &mut self._name), ("Ratio", &mut self._ratio)]);
    }
}

input!(Json, Json, Body);
input!(AnyJson, Json, Value);
input!(Xml, Xml, Body);
input!(AnyXml, Xml, Value);
input!(Bytes, Binary, Binary);
input!(Nothing, Empty, Body);

fn bodies() -> impl Strategy<Value = Vec<u8>> {
    const DOCUMENTS: [&[u8]; 5] = [
        br#"{"RequestId":"R","Items":[{"Id":1,"Name":"\u4e2d","Ratio":1e9}],"Any":{"a":[null,true]},"Body":{"Body":{}}}"#,
        br#"{"Code":"A","Message":"m","HostId":"h","AccessDeniedDetail":{"AuthAction":"a"}}"#,
        b"<?xml version='1.0'?><Body><RequestId>R</RequestId><Items><Id>1</Id><Name>a &amp; b</Name></Items></Body>",
        b"<Error><Code>A&#x41;&lt;</Code><Message><![CDATA[x]]></Message><B/><!-- c --></Error>",
        b"<!DOCTYPE html><html><title>502</title></html>",
    ];
    // A document of which something is lost, and something else put in its place.
    let broken =
        (0..DOCUMENTS.len(), any::<prop::sample::Index>(), 0_usize..40, "[<>/&;#\"{}:,\\[\\]\\\\x0-9\u{e4} ]{0,6}");
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        "[<{\\[][a-zA-Z<>/&;#\"{}:,\\[\\]x0-9 !?-]{0,80}".prop_map(String::into_bytes),
        broken.prop_map(|(document, place, lost, put)| {
            let document = DOCUMENTS[document];
            let start = place.index(document.len());
            let end = (start + lost).min(document.len());
            [&document[..start], put.as_bytes(), &document[end..]].concat()
        }),
        (1_usize..400, prop_oneof![Just("["), Just("{\"Body\":"), Just("<Body>"), Just("<a><b>")])
            .prop_map(|(depth, open)| open.repeat(depth).into_bytes()),
    ]
}

fn headers() -> impl Strategy<Value = Headers> {
    let name = prop_oneof!["content-type|x-acs-request-id|x-acs-retry-after|Content-Length", "\\PC{0,8}"];
    prop::collection::vec((name, any::<String>()), 0..4).prop_map(Headers::from_iter)
}

/// Everything that is done with an answer.
fn use_up<I: Input>(response: &HttpResponse) {
    let request = Signer {
        origin: &"localhost".parse().unwrap(),
        credentials: &Credentials::new("id", "secret").with_security_token("AAAA"),
        time: std::time::UNIX_EPOCH,
        nonce: "n",
        user_agent: "",
    }
    .sign(&Arguments::of(&Send { secure_mobile_phone: Some("\u{4e2d}\"<".into()) }))
    .unwrap();
    let response = request.redact(response.clone());
    let _ = RetryReason::of_response(I::OPERATION, &response);
    match decode::<I>(response) {
        Ok(response) => drop((response.request_id().to_owned(), response.into_body())),
        Err(error) => {
            let shown = format!("{error} {error:?} {:?} {:?} {:?}", error.kind(), error.remedy(), error.decode_error());
            assert!(!shown.is_empty());
            assert_eq!(error.service().is_none(), error.code().is_none());
        }
    }
}

proptest! {
    #[test]
    fn decoding_any_answer_ends_with_a_response_or_an_error(
        status in prop_oneof![200_u16..206, 0_u16..1000],
        headers in headers(),
        body in bodies(),
    ) {
        let response = HttpResponse::new(status, headers, body);
        use_up::<Json>(&response);
        use_up::<AnyJson>(&response);
        use_up::<Xml>(&response);
        use_up::<AnyXml>(&response);
        use_up::<Bytes>(&response);
        use_up::<Nothing>(&response);
    }
}
