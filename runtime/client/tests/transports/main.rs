//! What every transport of this crate does, over each of them.

#![cfg(any(feature = "hyper", feature = "reqwest"))]

/// Tests that are made once for each transport, `T`.
macro_rules! over_each {
    ($($(#[$meta:meta])* async fn $name:ident<T>() $body:block)*) => {
        $($(#[$meta])* async fn $name<T: $crate::requests::Built>() $body)*

        #[cfg(feature = "reqwest")]
        mod reqwest {
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name::<twinspec_client::ReqwestTransport>().await;
                }
            )*
        }

        #[cfg(feature = "hyper")]
        mod hyper {
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name::<twinspec_client::HyperTransport>().await;
                }
            )*
        }
    };
}

mod answers;
mod authority;
mod connections;
mod proxies;
mod requests;
mod server;
mod streams;
mod times;
mod tls;
mod uploads;
