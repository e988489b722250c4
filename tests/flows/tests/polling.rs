//! What goes on after its answer is waited for, on the clock of the mock.

use std::sync::Arc;
use std::time::Duration;

use acs_resource_directory::Client;
use acs_resource_directory::delete_account;
use acs_resource_directory::twinspec_client::{Outcome, Sleep, Timer};
use acs_resource_directory::twinspec_core::LocalErrorKind;
use acs_resource_directory_mock::Mock;

const MEMBER: &str = "1817610956901234";

/// The time that a client waits passes on the clock of the mock, at once.
struct ClockOf(Arc<Mock>);

impl Timer for ClockOf {
    fn sleep(&self, duration: Duration) -> Sleep {
        let mock = Arc::clone(&self.0);
        Box::pin(async move { mock.advance(duration) })
    }
}

struct World {
    mock: Arc<Mock>,
    client: Client,
}

impl World {
    async fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let mock = Arc::new(Mock::start().await);
        for given in ["deletion-enabled", "folder", "member"] {
            mock.given(given)?;
        }
        let builder = Client::builder().endpoint(mock.url()).credentials(mock.credentials());
        let client = builder.timer(ClockOf(Arc::clone(&mock))).build()?;
        Ok(World { mock, client })
    }
}

#[tokio::test]
async fn a_member_is_checked_and_deleted() -> Result<(), Box<dyn std::error::Error>> {
    let World { mock, client } = World::new().await?;
    let before = mock.now();
    let Outcome::Succeeded(check) = client.check_account_delete(MEMBER).poll().await?.wait().await? else {
        return Err("the check fails".into());
    };
    let check = check.into_body().account_deletion_check_result_info.ok_or("a result")?;
    assert_eq!(check.allow_delete.as_deref(), Some("true"));

    let mut deletion = client.delete_account(MEMBER).poll().await?;
    assert_eq!(deletion.started().deletion_type.as_ref().map(|kind| kind.as_str()), Some("0"));
    let deleted = deletion.wait().await?;
    assert!(deleted.has_succeeded());
    let told = deleted.into_answer().into_body().rd_account_deletion_status.ok_or("a status")?;
    assert_eq!(told.status.as_ref().map(|status| status.as_str()), Some("Success"));

    // Two polls find that the check goes on, and two that the deletion does, three seconds apart each.
    assert_eq!(mock.now().duration_since(before)?.as_secs(), 6 * 3);
    Ok(())
}

#[tokio::test]
async fn who_does_not_want_to_wait_longer_can_ask_again_later() -> Result<(), Box<dyn std::error::Error>> {
    let World { client, .. } = World::new().await?;
    let mut deletion = client.delete_account(MEMBER).poll().await?.max_wait(Duration::from_secs(4));
    let error = deletion.wait().await.expect_err("it takes three polls");
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Unfinished));
    assert!(deletion.max_wait(Duration::from_secs(60)).wait().await?.has_succeeded());
    Ok(())
}

#[tokio::test]
async fn a_predicate_sees_every_answer() -> Result<(), Box<dyn std::error::Error>> {
    let World { client, .. } = World::new().await?;
    let mut deletion = client.delete_account(MEMBER).poll().await?;
    let mut seen = Vec::new();
    deletion
        .until(|answer| {
            let told = answer.rd_account_deletion_status.as_ref().and_then(|told| told.status.as_ref());
            let status = told.map_or("", |status| status.as_str());
            seen.push(status.to_owned());
            status == "Deleting"
        })
        .await?;
    assert_eq!(seen, ["Checking", "Deleting"]);
    Ok(())
}

#[tokio::test]
async fn a_call_that_is_refused_starts_no_polling() -> Result<(), Box<dyn std::error::Error>> {
    let World { client, .. } = World::new().await?;
    let error = client.delete_account("alice").poll().await.expect_err("that is not an account");
    assert_eq!(error.kind(), delete_account::Kind::InvalidParameterAccountId);
    Ok(())
}
