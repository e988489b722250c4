//! What holds for every input.

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use twinspec_alibaba::signature::Authorization;
use twinspec_alibaba::signature::acs3::{self, QueryKeys};
use twinspec_alibaba::signature::rpc_v1;
use twinspec_core::{Origin, percent_encode, time};

proptest! {
    #[test]
    fn percent_encoding_keeps_the_text_and_uses_unreserved_characters_only(text: String) {
        let encoded = percent_encode(&text);
        let decoded = percent_decode_str(&encoded).decode_utf8().unwrap();
        prop_assert_eq!(&decoded, &text);
        let unreserved = |c: char| c.is_ascii_alphanumeric() || "-_.~%".contains(c);
        prop_assert!(encoded.chars().all(unreserved));
    }

    #[test]
    fn signatures_do_not_depend_on_the_order_of_parameters(
        pairs in prop::collection::btree_map(any::<String>(), any::<String>(), 0..8),
    ) {
        let forward: Vec<_> = pairs.iter().collect();
        let backward: Vec<_> = pairs.iter().rev().collect();
        prop_assert_eq!(
            acs3::canonical_query(&forward, QueryKeys::Raw),
            acs3::canonical_query(&backward, QueryKeys::Raw)
        );
        prop_assert_eq!(
            rpc_v1::string_to_sign("GET", &forward),
            rpc_v1::string_to_sign("GET", &backward)
        );
    }

    #[test]
    fn reading_an_authorization_never_panics(text: String, tail: String) {
        let _ = text.parse::<Authorization>();
        let _ = format!("ACS3-HMAC-SHA256 Credential={text},SignedHeaders={tail}")
            .parse::<Authorization>();
    }

    #[test]
    fn an_endpoint_that_can_be_read_is_written_so_that_it_can_be_read(text in "(https?://)?[a-zA-Z0-9.:\\[\\]/-]{0,12}|\\PC*") {
        if let Ok(origin) = text.parse::<Origin>() {
            prop_assert_eq!(origin.to_string().parse::<Origin>(), Ok(origin));
        }
    }

    #[test]
    fn times_survive_writing_and_reading(seconds in 0_u64..253_402_300_799) {
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        prop_assert_eq!(time::parse(&time::format(time)), Some(time));
    }

    #[test]
    fn the_last_days_of_the_year_9999_are_times(seconds in 253_402_100_000_u64..=253_402_300_799) {
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        prop_assert_eq!(time::parse(&time::format(time)), Some(time));
    }

    #[test]
    fn reading_a_time_never_panics(text in "[0-9TZ:+-]{0,24}|\\PC*") {
        let _ = time::parse(&text);
    }
}
