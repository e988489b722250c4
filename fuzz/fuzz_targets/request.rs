//! Guided inputs for [`acs_fuzz::request`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| acs_fuzz::request(input));
