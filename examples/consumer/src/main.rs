//! Sends a verification code, and reacts to what can go wrong.

use acs_resource_directory::Client;
use acs_resource_directory::send_verification_code_for_enable_rd::{Error, Kind};
use acs_resource_directory_mock::Mock;

/// What the program does with a code: the part that is the same with the mock and with the service.
async fn send_code(client: &Client, phone: &str) -> Result<String, Error> {
    let request = client.send_verification_code_for_enable_rd().secure_mobile_phone(phone);
    match request.send().await {
        Ok(sent) => Ok(format!("sent, request {}", sent.request_id())),
        Err(error) => match error.kind() {
            Kind::EntityAlreadyExistsResourceDirectory => Ok("already enabled, nothing to do".to_owned()),
            Kind::SendValidateCodeExceedsLimitForAccount => Ok("no code left today, again tomorrow".to_owned()),
            // Everything else is the caller's: `Display` shows code, message, request id and what to do.
            _ => Err(error),
        },
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `Client::builder().region("ap-southeast-1").build()?` calls the service itself.
    let mock = Mock::start().await;
    let client = mock.client();

    println!("{}", send_code(&client, "65-81234567").await?);

    mock.force("SendVerificationCodeForEnableRD", "EntityAlreadyExists.ResourceDirectory")?;
    println!("{}", send_code(&client, "65-81234567").await?);

    if let Err(error) = send_code(&client, "86-13900001234").await {
        println!("{error}");
    }
    Ok(())
}
