use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

use crate::parcels::{Call, start};

#[tokio::test]
async fn a_connection_without_a_socket_is_served_as_one_with_a_socket() {
    let mock = start().await;
    let (mut client, server) = duplex(64 * 1024);
    let ask = async {
        client.write_all(Call::send_parcel(&[]).bytes().as_bytes()).await?;
        client.write_all(Call::send_parcel(&[]).bytes_with(&[("connection", "close")]).as_bytes()).await?;
        let mut answers = String::new();
        client.read_to_string(&mut answers).await?;
        Ok::<_, std::io::Error>(answers)
    };
    let (answers, ()) = tokio::join!(ask, mock.serve_connection(server));
    assert_eq!(answers.expect("the pipe holds").matches("HTTP/1.1 200 OK").count(), 2);
    assert_eq!(mock.calls().len(), 2);
}

#[tokio::test]
async fn a_stop_ends_a_connection_without_a_socket_after_the_answer_under_way() {
    let mock = start().await;
    let (mut client, server) = duplex(64 * 1024);
    let serving = tokio::spawn({
        let mock = mock.clone();
        async move { mock.serve_connection(server).await }
    });
    let request = Call::send_parcel(&[]).bytes_with(&[("x-mock-delay", "50")]);
    client.write_all(request.as_bytes()).await.expect("the mock reads");
    while mock.calls().is_empty() {
        tokio::task::yield_now().await;
    }
    mock.stop().await;
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.expect("text");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    serving.await.expect("no panic");
}
