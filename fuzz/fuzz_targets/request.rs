//! Guided inputs for [`twinspec_fuzz::request`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| twinspec_fuzz::request(input));
