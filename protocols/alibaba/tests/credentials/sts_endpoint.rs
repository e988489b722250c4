//! Which Security Token Service is called.

use twinspec_alibaba::Credentials;
use twinspec_alibaba::credentials::{CredentialsProvider, RamRoleProvider, Role};

use crate::world::{Canned, World};

async fn url(world: World, role: Role) -> String {
    let transport = Canned::new(world.sts_session("STS.1"));
    let config = world.config().transport(transport.clone());
    let provider = RamRoleProvider::new(Credentials::new("caller", "secret"), role, &config);
    provider.credentials().await.unwrap();
    transport.urls.lock().unwrap().remove(0)
}

fn role() -> Role {
    Role::new("acs:ram::1234567890123456:role/deployer")
}

#[tokio::test]
async fn without_a_region_it_is_the_central_one() {
    assert_eq!(url(World::new(), role()).await, "https://sts.aliyuncs.com/");
    assert_eq!(url(World::new(), role().vpc(true)).await, "https://sts.aliyuncs.com/");
}

#[tokio::test]
async fn the_region_of_the_role_wins_over_that_of_the_environment() {
    let world = || World::new().set("ALIBABA_CLOUD_STS_REGION", "cn-beijing");
    assert_eq!(url(world(), role()).await, "https://sts.cn-beijing.aliyuncs.com/");
    assert_eq!(url(world(), role().sts_region("cn-hangzhou")).await, "https://sts.cn-hangzhou.aliyuncs.com/");
}

#[tokio::test]
async fn inside_of_a_vpc_it_is_that_of_the_vpc() {
    let in_region = || role().sts_region("cn-hangzhou");
    assert_eq!(url(World::new(), in_region().vpc(true)).await, "https://sts-vpc.cn-hangzhou.aliyuncs.com/");
    let world = World::new().set("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "true");
    assert_eq!(url(world, in_region()).await, "https://sts-vpc.cn-hangzhou.aliyuncs.com/");
}

#[tokio::test]
async fn a_given_endpoint_wins_over_all_regions() {
    let role = role().sts_region("cn-hangzhou").sts_endpoint("sts.example.com");
    assert_eq!(url(World::new(), role).await, "https://sts.example.com/");
}

#[tokio::test]
async fn a_region_that_is_none_is_an_error() {
    let world = World::new();
    let role = role().sts_region("not a region");
    let provider = RamRoleProvider::new(Credentials::new("caller", "secret"), role, &world.config());
    let words = crate::world::failure(&provider).await;
    assert!(words.contains("sts.not a region.aliyuncs.com"), "{words}");
}

#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
#[tokio::test]
#[ignore = "true only where no other crate turns a transport on: `.ci/run` tests this crate alone"]
async fn without_a_transport_the_error_tells_how_to_get_one() {
    let world = World::new();
    let provider = RamRoleProvider::new(Credentials::new("caller", "secret"), role(), &world.config());
    let words = crate::world::failure(&provider).await;
    assert!(words.contains("https://sts.aliyuncs.com") && words.contains("`reqwest`"), "{words}");
}
