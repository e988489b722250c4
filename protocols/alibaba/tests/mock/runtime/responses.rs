use serde_json::json;
use twinspec_alibaba::mock::Reply;

use crate::common::{RpcV1, V3, builder, exchange, start};

fn is_request_id(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F' | b'-'))
}

#[tokio::test]
async fn a_success_is_the_example_with_the_id_of_the_request() {
    let mock = start().await;
    let answer = exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
    let id = answer.header("x-acs-request-id").expect("an id").to_owned();
    assert!(is_request_id(&id), "{id}");
    assert_eq!(answer.body, format!(r#"{{"RequestId":"{id}"}}"#));
}

#[tokio::test]
async fn headers_are_those_of_the_service() {
    let mock = start().await;
    let answer = exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
    assert_eq!(answer.header("content-type"), Some("application/json;charset=utf-8"));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("access-control-expose-headers"), Some("*"));
    let trace = answer.header("x-acs-trace-id").expect("a trace id");
    assert!(trace.len() == 32 && trace.bytes().all(|byte| byte.is_ascii_hexdigit()), "{trace}");
    assert!(answer.header("date").is_some());
}

#[tokio::test]
async fn members_keep_the_order_of_the_example_in_json_and_xml() {
    let mock = start().await;
    let answer = exchange(mock.addr(), V3::new("CountParcels", &[]).bytes()).await;
    let id = answer.text("RequestId");
    assert_eq!(
        answer.body,
        format!(
            r#"{{"Total":2,"RequestId":"{id}","Depots":[{{"Name":"A & B","Shelves":{{"Shelf":["top","bottom"]}}}},{{"Name":"<C>","Open":true,"Owner":null}}]}}"#
        )
    );
    let call = V3::new("CountParcels", &[]).header("accept", "text/xml");
    let answer = exchange(mock.addr(), call.bytes()).await;
    let id = answer.header("x-acs-request-id").expect("an id");
    assert_eq!(answer.header("content-type"), Some("text/xml;charset=utf-8"));
    assert_eq!(
        answer.body,
        format!(
            "<?xml version='1.0' encoding='UTF-8'?><CountParcelsResponse><Total>2</Total>\
             <RequestId>{id}</RequestId><Depots><Name>A &amp; B</Name><Shelves><Shelf>top</Shelf>\
             <Shelf>bottom</Shelf></Shelves></Depots><Depots><Name>&lt;C&gt;</Name><Open>true</Open>\
             <Owner></Owner></Depots></CountParcelsResponse>"
        )
    );
}

#[tokio::test]
async fn what_xml_cannot_write_as_it_is_still_makes_a_document_that_says_the_same() {
    let mock = start().await;
    let text = "a\r\nb\u{0}<&>]]>\u{ffff}";
    let body = json!({ "\u{b5}": "micro", "x\u{b2}": "square", "1 a:b": text, "\u{e4}\u{b7}\u{4e2d}-.1": 0.1 });
    mock.on("CountParcels", move |_: serde_json::Value, _| Reply::body(&body)).expect("an operation of the mock");
    let answer = exchange(mock.addr(), V3::new("CountParcels", &[("Format", "xml")]).bytes()).await;
    for element in [
        "<_>micro</_>",
        "<x_>square</x_>",
        // A reader makes a line feed of a carriage return that is written as it is: XML 1.0, section 2.11.
        "<_1_a_b>a&#13;\nb\u{fffd}&lt;&amp;&gt;]]&gt;\u{fffd}</_1_a_b>",
        "<\u{e4}\u{b7}\u{4e2d}-.1>0.1</\u{e4}\u{b7}\u{4e2d}-.1>",
    ] {
        assert!(answer.body.contains(element), "{element} in {}", answer.body);
    }
}

#[tokio::test]
async fn the_parameter_format_goes_before_accept_and_json_is_the_default() {
    let mock = start().await;
    let json = "application/json;charset=utf-8";
    let xml = "text/xml;charset=utf-8";
    for (format, accept, expected) in [
        (None, "*/*", json),
        (None, "application/xml", xml),
        (None, "text/html, text/xml;q=0.9", xml),
        (None, "application/json, text/xml", json),
        (Some("XML"), "application/json", xml),
        (Some("xml"), "*/*", xml),
        (Some("json"), "text/xml", json),
    ] {
        let mut call = V3::send_parcel(&[("Phone", "86-1")]).header("accept", accept);
        call.query.extend(format.map(|format| ("Format".to_owned(), format.to_owned())));
        let answer = exchange(mock.addr(), call.bytes()).await;
        assert_eq!(answer.header("content-type"), Some(expected), "{format:?} {accept}");
    }
}

#[tokio::test]
async fn another_format_is_refused() {
    let mock = start().await;
    let call = RpcV1::new("SendParcel", &[("Format", "YAML")]);
    let answer = exchange(mock.addr(), call.get()).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "InvalidParameter.Format"));
    assert_eq!(answer.message(), "Specified parameter format is not valid.");
}

#[tokio::test]
async fn an_error_has_the_five_members_of_the_service() {
    let intl = start().await;
    let cn = builder().site("cn").start().await.expect("it starts");
    for (mock, portal) in [(intl, "https://api.alibabacloud.com"), (cn, "https://api.aliyun.com")] {
        mock.force("SendParcel", "ParcelLost").expect("a row of the table");
        let answer = exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
        let id = answer.header("x-acs-request-id").expect("an id").to_owned();
        assert_eq!(
            answer.body,
            format!(
                r#"{{"RequestId":"{id}","HostId":"parcels.example.com","Code":"ParcelLost","Message":"The parcel is lost.","Recommend":"{portal}/troubleshoot?q=ParcelLost&product=Parcels&requestId={id}"}}"#
            )
        );
    }
}

#[tokio::test]
async fn an_error_in_xml_has_its_link_in_cdata() {
    let mock = start().await;
    mock.force("SendParcel", "ParcelLost").expect("a row of the table");
    let call = V3::send_parcel(&[("Format", "xml")]);
    let answer = exchange(mock.addr(), call.bytes()).await;
    assert_eq!(answer.status, 410);
    let id = answer.header("x-acs-request-id").expect("an id");
    assert_eq!(
        answer.body,
        format!(
            "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>{id}</RequestId>\
             <HostId>parcels.example.com</HostId><Code>ParcelLost</Code>\
             <Message>The parcel is lost.</Message><Recommend><![CDATA[https://api.alibabacloud.com/\
             troubleshoot?q=ParcelLost&product=Parcels&requestId={id}]]></Recommend></Error>"
        )
    );
}

#[tokio::test]
async fn request_ids_follow_from_the_seed() {
    let mut runs = Vec::new();
    for seed in [7, 7, 8] {
        let mock = builder().seed(seed).start().await.expect("it starts");
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.push(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.text("RequestId"));
        }
        assert!(ids.iter().all(|id| is_request_id(id)), "{ids:?}");
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
        runs.push(ids);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}
